package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;

/// Reads the clock until some time has passed since its body began, and returns the time at which
/// its body began.
///
/// It keeps a core busy, as a sleep does not, and takes the same time wherever it runs, as a fixed
/// amount of work does not: so two executors differ only in how long tasks wait.
///
/// @param nanos for how long
record SpinTask(long nanos) implements SerializableCallable<Long> {
  @Override
  public Long call() {
    long begunNanos = System.nanoTime();
    long nowNanos = begunNanos;
    while (nowNanos - begunNanos < nanos) {
      nowNanos = System.nanoTime();
    }
    return begunNanos;
  }
}
