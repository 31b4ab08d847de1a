package io.lanemark.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Gives tasks to workers, first come, first served.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> STOPPED`; in `SHUTDOWN` what is queued still runs. A pool
/// whose workers do not boot is broken, which no state undoes.
final class Dispatcher {
  /// So many boot failures without a success in between, and the pool is broken.
  static final int MAX_BOOT_FAILURES = 3;

  private enum State {
    RUNNING,
    SHUTDOWN,
    STOPPED
  }

  private final Duration grace;
  private final Deque<RemoteTask<?>> queue = new ArrayDeque<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private State state = State.RUNNING;
  private int bootFailures;
  private @Nullable WorkerBootException broken;

  /// @param grace how long a worker may take to leave
  Dispatcher(Duration grace) {
    this.grace = grace;
  }

  void submit(RemoteTask<?> task) {
    Worker worker;
    synchronized (this) {
      if (broken != null) {
        throw new RejectedExecutionException("the pool is broken: " + broken.getMessage(), broken);
      }
      if (state != State.RUNNING) {
        throw new RejectedExecutionException("the pool was shut down and takes no more tasks");
      }
      worker = idle.pollFirst();
      if (worker == null) {
        queue.addLast(task);
        return;
      }
      task.claim(worker);
      worker.assign(task);
    }
    worker.send();
  }

  /// Gives a worker that has nothing to do its next task, or its leave.
  void nextFor(Worker worker) {
    boolean assigned;
    synchronized (this) {
      assigned = assignNext(worker);
      if (!assigned && state == State.RUNNING && broken == null) {
        idle.addLast(worker);
        return;
      }
    }
    if (assigned) {
      worker.send();
    } else {
      worker.leave(grace);
    }
  }

  private boolean assignNext(Worker worker) {
    for (RemoteTask<?> task = queue.pollFirst(); task != null; task = queue.pollFirst()) {
      if (task.claim(worker)) {
        worker.assign(task);
        return true;
      }
    }
    return false;
  }

  /// Takes a dead worker out.
  ///
  /// @return its task, if that may have begun; one that cannot have begun is queued again
  @Nullable RemoteTask<?> remove(Worker worker) {
    Worker other = null;
    synchronized (this) {
      idle.remove(worker);
      Worker.Remains remains = worker.end();
      RemoteTask<?> task = remains.task();
      if (task == null || remains.mayHaveBegun() || state == State.STOPPED || broken != null) {
        return task;
      }
      queue.addFirst(task);
      other = idle.pollFirst();
      if (other != null && !assignNext(other)) {
        idle.addFirst(other);
        other = null;
      }
    }
    if (other != null) {
      other.send();
    }
    return null;
  }

  /// Whether a slot without a worker should start one.
  synchronized boolean needsWorkers() {
    return broken == null
        && (state == State.RUNNING || (state == State.SHUTDOWN && !queue.isEmpty()));
  }

  synchronized void booted() {
    bootFailures = 0;
  }

  void bootFailed(WorkerBootException failure) {
    List<RemoteTask<?>> waiting;
    List<Worker> dismissed;
    synchronized (this) {
      bootFailures++;
      if (bootFailures < MAX_BOOT_FAILURES || broken != null) {
        return;
      }
      broken = failure;
      waiting = drain(queue);
      dismissed = drain(idle);
    }
    dismissed.forEach(worker -> worker.leave(grace));
    waiting.forEach(task -> task.abandon(failure));
  }

  /// Takes no more tasks.
  void shutdown() {
    List<Worker> dismissed;
    synchronized (this) {
      if (state == State.RUNNING) {
        state = State.SHUTDOWN;
      }
      dismissed = drain(idle);
    }
    dismissed.forEach(worker -> worker.leave(grace));
  }

  /// Takes no more tasks, and gives back those that wait.
  List<RemoteTask<?>> stop() {
    List<RemoteTask<?>> waiting;
    synchronized (this) {
      state = State.STOPPED;
      waiting = drain(queue);
    }
    shutdown();
    waiting.removeIf(RemoteTask::isDone);
    return waiting;
  }

  synchronized boolean isShutdown() {
    return state != State.RUNNING;
  }

  private static <T> List<T> drain(Deque<T> queue) {
    List<T> all = new ArrayList<>(queue);
    queue.clear();
    return all;
  }
}
