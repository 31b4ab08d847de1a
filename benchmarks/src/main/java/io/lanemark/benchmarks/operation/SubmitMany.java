package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// A burst: submits many tasks, then waits for all results.
final class SubmitMany implements OpenOperation {

  private final TaskExecutor executor;
  private final SerializableCallable<?> task;
  private final int tasks;
  private final List<Future<?>> futures;
  private final UncheckedResults results;

  /// @param executor closed with this
  /// @param task the same each time
  /// @param expected what it returns
  /// @param tasks how many
  SubmitMany(TaskExecutor executor, SerializableCallable<?> task, Object expected, int tasks) {
    this.executor = executor;
    this.task = task;
    this.tasks = tasks;
    this.futures = new ArrayList<>(tasks);
    this.results = new UncheckedResults(expected);
  }

  @Override
  public void call() throws Exception {
    for (int i = 0; i < tasks; i++) {
      futures.add(executor.submit(task));
    }
    for (Future<?> future : futures) {
      results.add(future.get());
    }
    futures.clear();
  }

  @Override
  public void check() throws UnexpectedResultException {
    results.check();
  }

  @Override
  public void close() {
    executor.close();
  }
}
