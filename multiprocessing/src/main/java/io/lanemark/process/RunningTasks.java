package io.lanemark.process;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// The tasks that a worker is in. An interrupt reaches its task and no other, and one that
/// overtakes its task, which travels on another channel, waits for it.
final class RunningTasks {
  private final int remembered;
  private final Map<Long, Thread> running = new HashMap<>();
  private final SequencedSet<Long> cancelled = new LinkedHashSet<>();

  /// An interrupt that comes too late is remembered for nothing, until others push it out. One that
  /// waits for its task cannot be pushed out: before that task arrives, the parent can only cancel
  /// those that run and those that are on their way.
  ///
  /// @param capacity how many tasks the parent sends at once
  RunningTasks(int capacity) {
    this.remembered = 2 * capacity;
  }

  /// The task begins in the calling thread. False if it was cancelled before.
  synchronized boolean begin(long id) {
    running.put(id, Thread.currentThread());
    return !cancelled.remove(id);
  }

  synchronized void cancel(long id) {
    Thread runner = running.get(id);
    if (runner != null) {
      runner.interrupt();
      return;
    }
    cancelled.add(id);
    if (cancelled.size() > remembered) {
      cancelled.removeFirst();
    }
  }

  /// Called by the runner; no interrupt is pending afterwards.
  synchronized void end(long id) {
    running.remove(id);
    Thread.interrupted();
  }
}
