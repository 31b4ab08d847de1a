package io.lanemark.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.task.WorkerIdentity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives tasks to workers, first in, first out; each task to the worker that has the fewest.
///
/// `open` holds the workers that can begin a task at once, the one that has been able to for
/// longest first. While there are any, nothing is queued. A worker whose tasks are tiny is sent
/// some ahead, see [Pipeline]; tasks that it has not begun are taken back if another worker is
/// idle, or if the worker has not answered for a millisecond.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> STOPPED`; in `SHUTDOWN` queued tasks still run. A pool whose
/// workers do not boot is broken, and stays broken, unless some of them serve and that suffices.
final class Dispatcher {
  private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private enum State {
    RUNNING,
    SHUTDOWN,
    STOPPED
  }

  private final PoolSettings settings;

  @GuardedBy("this")
  private final Deque<RemoteTask<?>> queue = new ArrayDeque<>();

  @GuardedBy("this")
  private final Set<Worker> workers = new HashSet<>();

  @GuardedBy("this")
  private final Set<Worker> open = new LinkedHashSet<>();

  @GuardedBy("this")
  private final Set<WorkerIdentity> booting = new HashSet<>();

  private volatile State state = State.RUNNING;
  private volatile int queued;

  @GuardedBy("this")
  private int waitingForRoom;

  @GuardedBy("this")
  private int bootFailures;

  @GuardedBy("this")
  private @Nullable WorkerBootException broken;

  Dispatcher(PoolSettings settings) {
    this.settings = settings;
  }

  /// Accepts a task.
  ///
  /// @param mayWait whether the caller may wait while the queue is full
  void submit(RemoteTask<?> task, boolean mayWait) {
    Worker worker = task.isDetached() ? null : give(task);
    if (worker == null) {
      // Copies arrays that may have many megabytes, so it does not hold the lock.
      task.detach();
      worker = giveOrQueue(task, mayWait);
    }
    if (worker != null) {
      worker.send(List.of(task));
    }
  }

  /// Gives a task to a worker that can begin it at once.
  ///
  /// @return the worker, to be sent the task; null if there is none
  private synchronized @Nullable Worker give(RemoteTask<?> task) {
    checkTakesTasks();
    Worker worker = leastLoaded();
    if (worker != null) {
      give(worker, task);
    }
    return worker;
  }

  private synchronized @Nullable Worker giveOrQueue(RemoteTask<?> task, boolean mayWait) {
    Worker worker = give(task);
    if (worker == null) {
      awaitRoom(mayWait);
      worker = leastLoaded();
      if (worker == null) {
        queue.addLast(task);
        queued = queue.size();
      } else {
        give(worker, task);
      }
    }
    return worker;
  }

  @GuardedBy("this")
  private void checkTakesTasks() {
    if (broken != null) {
      throw new RejectedExecutionException("the pool is broken: " + broken.getMessage(), broken);
    }
    if (state != State.RUNNING) {
      throw new RejectedExecutionException("the pool was shut down and accepts no more tasks");
    }
  }

  @GuardedBy("this")
  private void awaitRoom(boolean mayWait) {
    while (queue.size() >= settings.queue().capacity()) {
      if (settings.queue().whenFull() == WhenFull.REFUSE) {
        throw new RejectedExecutionException(
            String.format(Locale.ROOT, "the queue is full: %d tasks are waiting", queue.size()));
      }
      if (!mayWait) {
        return;
      }
      waitingForRoom++;
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RejectedExecutionException("interrupted while waiting for room in the queue", e);
      } finally {
        waitingForRoom--;
      }
      checkTakesTasks();
    }
  }

  @GuardedBy("this")
  private void give(Worker worker, RemoteTask<?> task) {
    boolean wasIdle = worker.isIdle();
    task.claim(worker);
    worker.assign(task);
    worker.filled(wasIdle, System.nanoTime());
    if (!worker.hasRoom()) {
      open.remove(worker);
    }
  }

  @GuardedBy("this")
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

  /// A worker has booted.
  void add(Worker worker) {
    synchronized (this) {
      bootFailures = 0;
      booting.remove(worker.identity());
      workers.add(worker);
    }
    fill(worker);
  }

  /// Gives a worker its next tasks if it has few, or tells it to exit.
  void fill(Worker worker) {
    while (worker.wantsMore()) {
      List<RemoteTask<?>> batch;
      boolean leaves;
      synchronized (this) {
        if (!workers.contains(worker)) {
          return;
        }
        batch = next(worker);
        leaves = batch.isEmpty() && (!takesTasks() || worker.retires()) && worker.dismiss();
      }
      if (!batch.isEmpty()) {
        worker.send(batch);
        if (worker.hasWaiting()) {
          idle().forEach(this::fill);
        }
      } else {
        if (leaves) {
          worker.leave(settings.lifetime().grace());
        }
        return;
      }
    }
  }

  /// Idle workers: those can now take back tasks that were still being sent before.
  private synchronized List<Worker> idle() {
    return open.stream().filter(Worker::isIdle).toList();
  }

  @GuardedBy("this")
  private List<RemoteTask<?>> next(Worker worker) {
    boolean wasIdle = open.contains(worker);
    long now = System.nanoTime();
    if (workers.size() > 1 && !worker.retires()) {
      takeBackFor(worker, now);
    }
    List<RemoteTask<?>> batch = queue.isEmpty() ? List.of() : take(worker);
    if (!batch.isEmpty()) {
      worker.filled(wasIdle, now);
    }
    if (worker.hasRoom() && queue.isEmpty() && takesTasks()) {
      open.add(worker);
    } else {
      open.remove(worker);
    }
    return batch;
  }

  /// At most a fair share at once, because other workers take the rest.
  @GuardedBy("this")
  private List<RemoteTask<?>> take(Worker worker) {
    List<RemoteTask<?>> batch = new ArrayList<>();
    int share = Math.ceilDiv(queue.size(), Math.max(1, workers.size()));
    RemoteTask<?> first = queue.peekFirst();
    while (first != null && batch.size() < share && (first.isDone() || worker.takes(first))) {
      queue.removeFirst();
      if (first.claim(worker)) {
        worker.assign(first);
        batch.add(first);
      }
      first = queue.peekFirst();
    }
    queued = queue.size();
    // Those who wait for room, or for a reason to start a worker.
    if (waitingForRoom > 0 || state != State.RUNNING) {
      notifyAll();
    }
    return batch;
  }

  /// Tasks that other workers have not begun are older than all in the queue.
  @GuardedBy("this")
  private void takeBackFor(Worker taker, long now) {
    boolean idle = queue.isEmpty() && taker.isIdle();
    for (Worker other : workers) {
      if (other != taker && other.hasWaiting() && (idle || other.isSilent(now, SILENCE_NANOS))) {
        queueAgain(other.takeBack());
      }
    }
  }

  @GuardedBy("this")
  private void queueAgain(List<RemoteTask<?>> tasks) {
    tasks.reversed().forEach(queue::addFirst);
    queued = queue.size();
  }

  /// A worker reports that a task, which the parent believed to have begun, was taken back in time.
  void queueAgain(RemoteTask<?> task, Worker worker) {
    List<Worker> others = List.of();
    boolean takesBack;
    synchronized (this) {
      takesBack = takesBack();
      if (takesBack) {
        queueAgain(List.of(task));
        others = List.copyOf(open);
      }
    }
    if (!takesBack) {
      task.cancel(false);
      return;
    }
    fill(worker);
    others.forEach(this::fill);
  }

  @GuardedBy("this")
  private boolean takesTasks() {
    return state == State.RUNNING && broken == null;
  }

  /// Whether what a worker has not begun can still run elsewhere.
  @GuardedBy("this")
  private boolean takesBack() {
    return state != State.STOPPED && broken == null;
  }

  /// How many tasks wait.
  int queued() {
    return queued;
  }

  /// Removes a dead worker. Its tasks that have not begun are queued again.
  ///
  /// @return the others
  List<RemoteTask<?>> remove(Worker worker) {
    synchronized (this) {
      // From here on it is given no more tasks.
      workers.remove(worker);
      open.remove(worker);
    }
    // Copies arrays that may have many megabytes, so it does not hold the lock.
    List<RemoteTask<?>> had = worker.end();
    List<RemoteTask<?>> lost = new ArrayList<>();
    List<RemoteTask<?>> notBegun = new ArrayList<>();
    for (RemoteTask<?> task : had) {
      (isLost(task, worker) ? lost : notBegun).add(task);
    }
    List<Worker> others;
    synchronized (this) {
      if (!takesBack()) {
        return had;
      }
      queueAgain(notBegun);
      others = List.copyOf(open);
    }
    others.forEach(this::fill);
    return lost;
  }

  private static boolean isLost(RemoteTask<?> task, Worker worker) {
    return worker.hasBegun(task) || (task.number() != 0 && !task.canBeSentAgain());
  }

  /// Whether a slot without a worker should start one.
  synchronized boolean needsWorkers() {
    return broken == null
        && (state == State.RUNNING || (state == State.SHUTDOWN && !queue.isEmpty()));
  }

  /// A worker is about to be started.
  synchronized void bootBegins(WorkerIdentity worker) {
    booting.add(worker);
  }

  /// There is nothing more to hope for from a start, whatever became of it.
  synchronized void bootEnds(WorkerIdentity worker) {
    booting.remove(worker);
  }

  /// Whether the latest attempts to start workers have failed.
  synchronized boolean failsToBoot() {
    return bootFailures >= settings.lifetime().bootAttempts();
  }

  /// Waits unless no worker is needed any more.
  synchronized void awaitNextAttempt(Duration pause) {
    long deadlineNanos = System.nanoTime() + pause.toNanos();
    long left = pause.toNanos();
    try {
      while (left > 0 && needsWorkers()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadlineNanos - System.nanoTime();
      }
    } catch (InterruptedException e) {
      // The thread is the pool's own: nobody has a reason to interrupt it.
    }
  }

  /// The pool is broken if the latest attempts have failed, and no worker serves or boots or all
  /// must.
  void bootFailed(WorkerIdentity worker, WorkerBootException failure) {
    List<RemoteTask<?>> waiting;
    synchronized (this) {
      booting.remove(worker);
      bootFailures++;
      boolean runsWithOthers =
          settings.lifetime().partial() && !(workers.isEmpty() && booting.isEmpty());
      if (!failsToBoot() || broken != null || runsWithOthers) {
        return;
      }
      broken = failure;
      waiting = drain(queue);
      queued = 0;
      notifyAll();
    }
    waiting.forEach(task -> task.abandon(failure));
  }

  /// Accepts no more tasks.
  void shutdown() {
    List<Worker> dismissed;
    synchronized (this) {
      if (state == State.RUNNING) {
        state = State.SHUTDOWN;
      }
      dismissed = dismissed();
      notifyAll();
    }
    dismissed.forEach(worker -> worker.leave(settings.lifetime().grace()));
  }

  /// Accepts no more tasks, and returns those that have not begun.
  List<RemoteTask<?>> stop() {
    List<RemoteTask<?>> waiting;
    synchronized (this) {
      state = State.STOPPED;
      for (Worker worker : workers) {
        queueAgain(worker.takeBack());
      }
      waiting = drain(queue);
      queued = 0;
    }
    shutdown();
    waiting.removeIf(RemoteTask::isDone);
    return waiting;
  }

  boolean isShutdown() {
    return state != State.RUNNING;
  }

  /// Idle workers; the others leave after their last task.
  @GuardedBy("this")
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
