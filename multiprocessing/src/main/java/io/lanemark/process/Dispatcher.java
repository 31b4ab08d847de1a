package io.lanemark.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Gives tasks to workers, first come, first served; to the worker that has the fewest.
///
/// `open` holds the workers that have room, the one that has had it for longest first. While there
/// are any, nothing is queued.
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
  private final Set<Worker> open = new LinkedHashSet<>();
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
      worker = leastLoaded();
      if (worker == null) {
        queue.addLast(task);
        return;
      }
      task.claim(worker);
      worker.assign(task);
      if (!worker.hasRoom()) {
        open.remove(worker);
      }
    }
    worker.send(task);
  }

  private @Nullable Worker leastLoaded() {
    Worker least = null;
    for (Worker worker : open) {
      if (worker.isIdle()) {
        return worker;
      }
      if (least == null || worker.load() < least.load()) {
        least = worker;
      }
    }
    return least;
  }

  /// Gives a worker that has room its next tasks, or its leave.
  void fill(Worker worker) {
    boolean more = true;
    while (more) {
      RemoteTask<?> task;
      boolean leaves;
      synchronized (this) {
        task = next(worker);
        leaves = task == null && !takesTasks() && worker.dismiss();
        more = worker.hasRoom() && !queue.isEmpty();
      }
      if (task != null) {
        worker.send(task);
      } else if (leaves) {
        worker.leave(grace);
      }
    }
  }

  private @Nullable RemoteTask<?> next(Worker worker) {
    RemoteTask<?> next = null;
    while (next == null && worker.hasRoom() && !queue.isEmpty()) {
      RemoteTask<?> task = queue.removeFirst();
      if (task.claim(worker)) {
        worker.assign(task);
        next = task;
      }
    }
    if (worker.hasRoom() && queue.isEmpty() && takesTasks()) {
      open.add(worker);
    } else {
      open.remove(worker);
    }
    return next;
  }

  private boolean takesTasks() {
    return state == State.RUNNING && broken == null;
  }

  /// Takes a dead worker out. Its tasks that cannot have begun are queued again.
  ///
  /// @return the others
  List<RemoteTask<?>> remove(Worker worker) {
    List<RemoteTask<?>> lost;
    List<Worker> others;
    synchronized (this) {
      open.remove(worker);
      List<RemoteTask<?>> remains = worker.end();
      if (state == State.STOPPED || broken != null) {
        return remains;
      }
      lost = remains.stream().filter(RemoteTask::mayHaveBegun).toList();
      remains.reversed().stream().filter(task -> !task.mayHaveBegun()).forEach(queue::addFirst);
      others = List.copyOf(open);
    }
    others.forEach(this::fill);
    return lost;
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
      dismissed = dismissed();
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
      dismissed = dismissed();
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

  /// Those that have nothing to do; the others leave after their last task.
  private List<Worker> dismissed() {
    List<Worker> idle = open.stream().filter(Worker::dismiss).toList();
    open.clear();
    return idle;
  }

  private static <T> List<T> drain(Collection<T> queue) {
    List<T> all = new ArrayList<>(queue);
    queue.clear();
    return all;
  }
}
