package io.lanemark.benchmarks.operation;

import io.lanemark.task.SerializableCallable;

/// Looks at the clock until a time has passed since its body began, and answers when that was.
///
/// It keeps a core busy, as a sleep does not, and takes the same time wherever it runs, as a fixed
/// amount of work does not: what differs between two executors is how long tasks wait.
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
