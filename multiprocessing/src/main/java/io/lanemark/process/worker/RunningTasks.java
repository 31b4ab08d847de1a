package io.lanemark.process.worker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// The tasks that a worker is in. An interrupt reaches its task and no other, and one that
/// overtakes its task, which travels on another channel, waits for it.
final class RunningTasks {
  private final int remembered;

  @GuardedBy("this")
  private final Map<Long, Thread> running = new HashMap<>();

  @GuardedBy("this")
  private final SequencedSet<Long> cancelled = new LinkedHashSet<>();

  /// A cancellation that comes too late is remembered for nothing, until others push it out. One
  /// that waits for its task cannot be pushed out: before that task arrives, the parent can only
  /// cancel those that run and those that are on their way.
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

  /// Keeps a task from beginning.
  synchronized void skip(long id) {
    if (!running.containsKey(id)) {
      cancelled.add(id);
      if (cancelled.size() > remembered) {
        cancelled.removeFirst();
      }
    }
  }

  /// Interrupts a task, or keeps it from beginning.
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
