package io.lanemark.process.worker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// The tasks that a worker is running. An interrupt reaches only its own task. The two come on
/// different channels: an interrupt that arrives before its task waits for it.
final class RunningTasks {
  private final int remembered;

  @GuardedBy("this")
  private final Map<Long, Thread> running = new HashMap<>();

  @GuardedBy("this")
  private final SequencedSet<Long> cancelled = new LinkedHashSet<>();

  /// A cancellation that arrives after its task has ended is kept until newer ones displace it. One
  /// that waits for its task cannot be displaced: before that task arrives, the parent can cancel
  /// only tasks that are running or being sent.
  ///
  /// @param capacity how many tasks the parent sends at once
  RunningTasks(int capacity) {
    this.remembered = 2 * capacity;
  }

  /// The task begins in the calling thread. False if it was cancelled before.
  synchronized boolean begin(long id) {
    running.put(id, Thread.currentThread());
    return cancelled.isEmpty() || !cancelled.remove(id);
  }

  /// Prevents a task from beginning.
  synchronized void skip(long id) {
    if (!running.containsKey(id)) {
      cancelled.add(id);
      if (cancelled.size() > remembered) {
        cancelled.removeFirst();
      }
    }
  }

  /// Interrupts a task, or prevents it from beginning.
  synchronized void interrupt(long id) {
    Thread runner = running.get(id);
    if (runner == null) {
      skip(id);
    } else {
      runner.interrupt();
    }
  }

  /// Called by the runner; no interrupt is pending afterwards.
  synchronized void end(long id) {
    running.remove(id);
    Thread.interrupted();
  }
}
