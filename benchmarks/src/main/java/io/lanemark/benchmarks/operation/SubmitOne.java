package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;

/// Submits one task, and waits for its result.
final class SubmitOne implements OpenOperation {

  private final TaskExecutor executor;
  private final SerializableCallable<?> task;
  private final UncheckedResults results;

  /// @param executor closed with this
  /// @param task the same each time
  /// @param expected what it returns
  SubmitOne(TaskExecutor executor, SerializableCallable<?> task, Object expected) {
    this.executor = executor;
    this.task = task;
    this.results = new UncheckedResults(expected);
  }

  @Override
  public void call() throws Exception {
    results.add(executor.submit(task).get());
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
