package io.lanemark.multiprocessing;

import io.lanemark.task.AbstractTaskExecutor;
import io.lanemark.task.LocalTask;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.TaskFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Runs tasks in threads of this JVM, which a delegate provides.
final class ThreadTaskExecutor extends AbstractTaskExecutor {
  private static final AtomicLong EXECUTORS = new AtomicLong();

  private final ExecutorService delegate;
  private final int workers;
  private final boolean runsInCaller;
  private final @Nullable Semaphore permits;
  private volatile boolean stopped;

  ThreadTaskExecutor(ExecutorService delegate, int workers, boolean runsInCaller) {
    this(delegate, workers, runsInCaller, null);
  }

  private ThreadTaskExecutor(
      ExecutorService delegate, int workers, boolean runsInCaller, @Nullable Semaphore permits) {
    this.delegate = delegate;
    this.workers = workers;
    this.runsInCaller = runsInCaller;
    this.permits = permits;
  }

  static TaskExecutor onPlatformThreads(int workers) {
    String prefix = "platform-" + EXECUTORS.incrementAndGet() + "-worker-";
    return new ThreadTaskExecutor(
        Executors.newFixedThreadPool(workers, Thread.ofPlatform().name(prefix, 1).factory()),
        workers,
        false);
  }

  static TaskExecutor onNewPlatformThreads(int workers) {
    String prefix = "platform-per-task-" + EXECUTORS.incrementAndGet() + "-";
    return withThreadForEachTask(Thread.ofPlatform().name(prefix, 1).factory(), workers);
  }

  static TaskExecutor onVirtualThreads(int workers) {
    return withThreadForEachTask(Thread.ofVirtual().factory(), workers);
  }

  /// A thread for each task, and a permit for each that runs: what JEP 444 recommends in place of a
  /// pool.
  private static TaskExecutor withThreadForEachTask(ThreadFactory threads, int workers) {
    return new ThreadTaskExecutor(
        Executors.newThreadPerTaskExecutor(threads),
        workers,
        false,
        workers == Integer.MAX_VALUE ? null : new Semaphore(workers));
  }

  static TaskExecutor onForkJoinPool(int workers) {
    String prefix = "fork-join-" + EXECUTORS.incrementAndGet() + "-worker-";
    return new ThreadTaskExecutor(new SubmissionPool(workers, prefix), workers, false);
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public boolean runsInCaller() {
    return runsInCaller;
  }

  @Override
  protected <V extends @Nullable Object> TaskFuture<V> start(Callable<V> body) {
    LocalTask<V> task = new LocalTask<>(body);
    try {
      delegate.execute(permits == null ? task : () -> runWithPermit(permits, task));
    } catch (RejectedExecutionException e) {
      throw new RejectedExecutionException(
          "the executor was shut down and accepts no more tasks", e);
    }
    return task;
  }

  private void runWithPermit(Semaphore semaphore, LocalTask<?> task) {
    semaphore.acquireUninterruptibly();
    try {
      if (stopped) {
        task.cancel(false);
      } else {
        task.run();
      }
    } finally {
      semaphore.release();
    }
  }

  @Override
  public <V extends @Nullable Object> List<V> inEachJvm(SerializableCallable<V> probe)
      throws ExecutionException {
    List<V> answers = new ArrayList<>(1);
    try {
      answers.add(probe.call());
    } catch (Exception e) {
      throw new ExecutionException(e);
    }
    return answers;
  }

  @Override
  public void shutdown() {
    delegate.shutdown();
  }

  /// Tasks that wait for a permit are not returned, but cancelled.
  @Override
  public List<Runnable> shutdownNow() {
    stopped = true;
    return delegate.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return delegate.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return delegate.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return delegate.awaitTermination(timeout, unit);
  }
}
