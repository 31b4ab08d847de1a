package io.lanemark.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A skeleton of a [TaskExecutor]: subclasses implement how to start one task.
///
/// It does not extend the JDK's own skeleton, because that one's `invokeAny` wraps each task in an
/// object that cannot be sent to another JVM.
public abstract class AbstractTaskExecutor implements TaskExecutor {

  /// For subclasses.
  protected AbstractTaskExecutor() {}

  /// Accepts one task, or refuses it.
  ///
  /// @param body what to run
  /// @param <V> type of the result
  /// @return its outcome
  /// @throws java.util.concurrent.RejectedExecutionException if this executor accepts no more tasks
  protected abstract <V extends @Nullable Object> TaskFuture<V> start(Callable<V> body);

  @Override
  public final <V extends @Nullable Object> TaskFuture<V> submit(Callable<V> task) {
    return start(Objects.requireNonNull(task, "task"));
  }

  @Override
  public final TaskFuture<?> submit(Runnable task) {
    return this.<@Nullable Void>start(
        new Action<@Nullable Void>(Objects.requireNonNull(task, "task"), null));
  }

  @Override
  public final <V extends @Nullable Object> TaskFuture<V> submit(Runnable task, V result) {
    return start(new Action<>(Objects.requireNonNull(task, "task"), result));
  }

  /// Runs an action whose future is discarded: an exception goes to the uncaught exception handler
  /// of the thread that completes the task.
  @Override
  public final void execute(Runnable command) {
    submit(command)
        .whenComplete(
            (_, failure) -> {
              if (failure != null && !(failure instanceof CancellationException)) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
              }
            });
  }

  @Override
  public final <V extends @Nullable Object> List<Future<V>> invokeAll(
      Collection<? extends Callable<V>> tasks) throws InterruptedException {
    return invokeAll(tasks, Deadline.NEVER);
  }

  @Override
  public final <V extends @Nullable Object> List<Future<V>> invokeAll(
      Collection<? extends Callable<V>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return invokeAll(tasks, Deadline.in(unit.toNanos(timeout)));
  }

  @Override
  public final <V extends @Nullable Object> V invokeAny(Collection<? extends Callable<V>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return invokeAny(tasks, Deadline.NEVER);
    } catch (TimeoutException e) {
      throw new AssertionError("a wait without a time limit timed out", e);
    }
  }

  @Override
  public final <V extends @Nullable Object> V invokeAny(
      Collection<? extends Callable<V>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return invokeAny(tasks, Deadline.in(unit.toNanos(timeout)));
  }

  /// Shuts down and waits until all accepted tasks have run. If interrupted meanwhile, interrupts
  /// running tasks, cancels those that have not begun, and continues to wait.
  @Override
  public final void close() {
    shutdown();
    boolean interrupted = false;
    boolean terminated = false;
    while (!terminated) {
      try {
        terminated = awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
        for (Runnable waiting : shutdownNow()) {
          if (waiting instanceof Future<?> future) {
            future.cancel(false);
          }
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <V extends @Nullable Object> List<Future<V>> invokeAll(
      Collection<? extends Callable<V>> tasks, Deadline deadline) throws InterruptedException {
    List<Future<V>> futures = new ArrayList<>(tasks.size());
    boolean finished = false;
    try {
      for (Callable<V> task : tasks) {
        futures.add(deadline.passed() ? new NeverStarted<V>() : submit(task));
      }
      for (Future<V> future : futures) {
        awaitOutcome(future, deadline);
      }
      finished = true;
      return futures;
    } finally {
      if (!finished || deadline.passed()) {
        futures.forEach(future -> future.cancel(true));
      }
    }
  }

  private static void awaitOutcome(Future<?> future, Deadline deadline)
      throws InterruptedException {
    try {
      future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      // The outcome stays in the future, which the caller of invokeAll gets.
    }
  }

  private <V extends @Nullable Object> V invokeAny(
      Collection<? extends Callable<V>> tasks, Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("invokeAny needs at least one task");
    }
    BlockingQueue<TaskFuture<V>> finished = new LinkedBlockingQueue<>();
    List<TaskFuture<V>> started = new ArrayList<>(tasks.size());
    Iterator<? extends Callable<V>> waiting = tasks.iterator();
    int running = 0;
    Throwable lastFailure = new CancellationException("every task was cancelled");
    try {
      while (running > 0 || waiting.hasNext()) {
        TaskFuture<V> next = finished.poll();
        if (next == null && waiting.hasNext()) {
          TaskFuture<V> future = submit(waiting.next());
          started.add(future);
          future.whenComplete((_, _) -> finished.add(future));
          running++;
          continue;
        }
        if (next == null) {
          next = finished.poll(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
          if (next == null) {
            throw new TimeoutException("no task succeeded within the time limit");
          }
        }
        running--;
        if (next.state() == Future.State.SUCCESS) {
          return next.resultNow();
        }
        if (next.state() == Future.State.FAILED) {
          lastFailure = next.exceptionNow();
        }
      }
      throw new ExecutionException(lastFailure);
    } finally {
      started.forEach(future -> future.cancel(true));
    }
  }

  /// A point in time on the monotonic clock, at most 146 years after it is created.
  private record Deadline(long startNanos, long limitNanos) {
    static final Deadline NEVER = new Deadline(System.nanoTime(), Long.MAX_VALUE / 2);

    static Deadline in(long limitNanos) {
      return new Deadline(System.nanoTime(), Math.min(limitNanos, NEVER.limitNanos));
    }

    long remainingNanos() {
      return limitNanos - (System.nanoTime() - startNanos);
    }

    boolean passed() {
      return remainingNanos() <= 0;
    }
  }

  /// A task for which there was no time left.
  private static final class NeverStarted<V extends @Nullable Object> extends CompletableFuture<V>
      implements TaskFuture<V> {
    NeverStarted() {
      cancel(false);
    }
  }

  /// A [Runnable] with its result, serialisable if both are.
  private record Action<V extends @Nullable Object>(Runnable action, V result)
      implements Callable<V>, Serializable {
    @Override
    public V call() {
      action.run();
      return result;
    }
  }
}
