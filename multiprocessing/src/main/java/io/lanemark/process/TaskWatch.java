package io.lanemark.process;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Enforces the deadline of tasks: fails and interrupts a task whose time is up, and kills its
/// worker if the body has not ended after the grace period.
final class TaskWatch {
  private final Duration deadline;
  private final Duration grace;
  private final ScheduledThreadPoolExecutor timer;
  private volatile @Nullable Thread thread;

  TaskWatch(Duration deadline, Duration grace) {
    this.deadline = deadline;
    this.grace = grace;
    this.timer = new ScheduledThreadPoolExecutor(1, this::threadFor);
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  private Thread threadFor(Runnable work) {
    Thread next = Thread.ofPlatform().name("process-pool-watch").daemon().unstarted(work);
    thread = next;
    return next;
  }

  /// Whether a thread is the one that ends tasks; dependent actions of such tasks run there.
  boolean isIn(Thread candidate) {
    return candidate.equals(thread);
  }

  /// Starts the time of a task that is about to be sent.
  void watch(RemoteTask<?> task, Worker worker) {
    task.watchedBy(
        timer.schedule(
            () -> expire(task, worker),
            TimeUnit.NANOSECONDS.convert(deadline),
            TimeUnit.NANOSECONDS));
  }

  private void expire(RemoteTask<?> task, Worker worker) {
    if (!worker.has(task)) {
      return;
    }
    try {
      worker.cancel(task.id(), true);
    } finally {
      try {
        killLater(task, worker);
      } finally {
        task.abandon(
            new DeadlineExceededException(
                task.description(), worker.identity(), worker.pid(), deadline));
      }
    }
  }

  private void killLater(RemoteTask<?> task, Worker worker) {
    Future<?> _ =
        timer.schedule(
            () -> killIfStillRunning(task, worker),
            TimeUnit.NANOSECONDS.convert(grace),
            TimeUnit.NANOSECONDS);
  }

  private static void killIfStillRunning(RemoteTask<?> task, Worker worker) {
    if (worker.has(task)) {
      worker.kill();
    }
  }

  void shutdown() {
    timer.shutdownNow();
  }
}
