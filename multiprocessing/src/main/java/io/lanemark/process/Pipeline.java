package io.lanemark.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How many tasks a worker that runs one at a time may have: more than one only while tasks are
/// tiny, because a task in a pipeline waits for the one that runs.
///
/// As many as the worker is expected to run within a millisecond. The time of a task is the time
/// since the pipeline was last filled, divided by the number of tasks that ended since; it includes
/// transport and reading. So a pipeline fills slowly at first, and empties at once when a task
/// takes longer.
///
/// For any thread.
final class Pipeline {
  static final int MAX_DEPTH = 1024;

  private static final long TARGET_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int GROWTH = 8;

  private final AtomicInteger ended = new AtomicInteger();

  @GuardedBy("this")
  private int endedBefore;

  @GuardedBy("this")
  private long filledNanos;

  private volatile int depth = 1;

  /// How many tasks the worker may have at once.
  int depth() {
    return depth;
  }

  /// The worker gets tasks. If it was idle, the time before is ignored.
  synchronized void filled(boolean wasIdle, long nowNanos) {
    int done = ended.get() - endedBefore;
    if (done > 0 && !wasIdle) {
      long each = Math.max(1, (nowNanos - filledNanos) / done);
      depth = (int) Math.clamp(TARGET_NANOS / each, 1, Math.min(MAX_DEPTH, (long) GROWTH * depth));
    }
    if (done > 0 || wasIdle) {
      endedBefore += done;
      filledNanos = nowNanos;
    }
  }

  /// A task took too long for those that wait behind it.
  synchronized void stalled() {
    depth = 1;
  }

  /// Counts a task.
  void taskEnded() {
    ended.incrementAndGet();
  }
}
