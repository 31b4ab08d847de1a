package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;

/// Sleeps, and needs no class that a worker has not loaded.
///
/// @param millis how long
record SleepTask(long millis) implements SerializableCallable<Boolean> {
  @Override
  public Boolean call() throws InterruptedException {
    Thread.sleep(millis);
    return true;
  }
}
