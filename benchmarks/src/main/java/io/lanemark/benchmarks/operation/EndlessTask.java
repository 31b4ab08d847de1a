package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/// A task that does not end.
record EndlessTask() implements SerializableCallable<Integer> {

  private static volatile boolean begun;

  @Override
  public Integer call() throws InterruptedException {
    begun = true;
    new CountDownLatch(1).await();
    return 0;
  }

  /// Waits until one runs in every JVM of an executor.
  static void awaitBegun(TaskExecutor executor) throws ExecutionException, InterruptedException {
    while (!executor.inEachJvm(EndlessTask::hasBegun).stream().allMatch(Boolean::booleanValue)) {
      Thread.sleep(1);
    }
  }

  private static boolean hasBegun() {
    return begun;
  }
}
