package io.lanemark.benchmarks.experiment;

import io.lanemark.task.SerializableCallable;
import java.time.Duration;

/// Takes its time, and answers where it ran.
///
/// @param time how long
record FirstTask(Duration time) implements SerializableCallable<Long> {
  @Override
  public Long call() throws InterruptedException {
    Thread.sleep(time);
    return ProcessHandle.current().pid();
  }
}
