package io.lanemark.multiprocessing;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.TaskFuture;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The work that a [Pool] has accepted and that has not ended: tasks, and inputs that are being
/// read. For any thread.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> TERMINATED`. In `SHUTDOWN` inputs are read on, and the
/// executor is shut down when the last of them ends.
final class PoolWork {
  private enum State {
    RUNNING,
    SHUTDOWN,
    TERMINATED
  }

  private final TaskExecutor executor;
  private final Object lock = new Object();
  private final Set<TaskFuture<?>> unfinished = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Set<Feed<?, ?>> feeds = ConcurrentHashMap.newKeySet();
  private volatile State state = State.RUNNING;

  PoolWork(TaskExecutor executor) {
    this.executor = executor;
  }

  void checkTakesMore() {
    if (state != State.RUNNING) {
      throw new RejectedExecutionException("the pool was closed and accepts no more work");
    }
  }

  long maxMessageBytes() {
    return executor.maxMessageBytes();
  }

  boolean runsInCaller() {
    return executor.runsInCaller();
  }

  /// Calls the callbacks, and tracks what has not completed. A termination sets its mark first,
  /// then cancels what is tracked here; so this looks for the mark last.
  <V extends @Nullable Object> TaskFuture<V> watch(
      TaskFuture<V> future, Consumer<? super V> onResult, Consumer<? super Throwable> onError) {
    unfinished.add(future);
    CompletionStage<V> calledBack =
        future.whenComplete(
            (result, failure) -> {
              try {
                if (failure == null) {
                  onResult.accept(result);
                } else {
                  onError.accept(causeOf(failure));
                }
              } catch (Throwable e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
              }
            });
    calledBack.whenComplete((_, _) -> finished(future));
    if (state == State.TERMINATED) {
      future.cancel(true);
    }
    return future;
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException wrapper && wrapper.getCause() != null
        ? wrapper.getCause()
        : failure;
  }

  private void finished(TaskFuture<?> future) {
    unfinished.remove(future);
    if (unfinished.isEmpty()) {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
  }

  /// Begins to read an input.
  void begin(Feed<?, ?> feed) {
    synchronized (lock) {
      checkTakesMore();
      feeds.add(feed);
    }
    try {
      feed.start();
    } catch (Error e) {
      // Too many threads: the pool must not wait for what is never read.
      ended(feed);
      throw e;
    }
  }

  /// Sends a chunk of an input that was taken while the pool was running.
  <V extends @Nullable Object> TaskFuture<V> send(SerializableCallable<V> task) {
    return watch(executor.submit(task), _ -> {}, _ -> {});
  }

  /// A feed has ended.
  void ended(Feed<?, ?> feed) {
    feeds.remove(feed);
    shutDownIfFed();
  }

  private void shutDownIfFed() {
    synchronized (lock) {
      if (state != State.SHUTDOWN || !feeds.isEmpty()) {
        return;
      }
    }
    executor.shutdown();
  }

  void shutdown() {
    synchronized (lock) {
      if (state == State.RUNNING) {
        state = State.SHUTDOWN;
      }
    }
    shutDownIfFed();
  }

  void terminate() {
    synchronized (lock) {
      state = State.TERMINATED;
    }
    feeds.forEach(feed -> feed.stopReading(new CancellationException("the pool was terminated")));
    // The newest first, so that nothing begins in place of what is interrupted.
    List.copyOf(unfinished).reversed().forEach(future -> future.cancel(true));
    executor.shutdownNow();
  }

  void join() throws InterruptedException {
    if (state == State.RUNNING) {
      throw new IllegalStateException(
          "the pool still accepts work: call shutdown, close or terminate before join");
    }
    feeds.forEach(
        feed ->
            feed.stopReading(
                new IllegalStateException(
                    "the pool was closed before it had read all of this input")));
    boolean terminated = false;
    while (!terminated) {
      terminated = executor.awaitTermination(1, TimeUnit.DAYS);
    }
    synchronized (lock) {
      while (!unfinished.isEmpty()) {
        lock.wait();
      }
    }
  }
}
