package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;

/// One task, and wait for its result.
final class SubmitOne implements Calls {

  private final TaskExecutor executor;
  private final SerializableCallable<?> task;
  private final Answers answers;

  /// @param executor closed with this
  /// @param task the same each time
  /// @param expected what it answers
  SubmitOne(TaskExecutor executor, SerializableCallable<?> task, Object expected) {
    this.executor = executor;
    this.task = task;
    this.answers = new Answers(expected);
  }

  @Override
  public void call() throws Exception {
    answers.add(executor.submit(task).get());
  }

  @Override
  public void check() throws WrongAnswerException {
    answers.check();
  }

  @Override
  public void close() {
    executor.close();
  }
}
