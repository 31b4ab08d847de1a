package io.lanemark.multiprocessing;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A fork-join pool for tasks that come from outside and fork none: first in, first out, each
/// worker with queues to steal from.
///
/// Exactly so many threads as workers: the pool starts no spare one for a task that waits where it
/// could know of it (a [ForkJoinPool.ManagedBlocker]), which would be one task more in service.
final class SubmissionPool extends ForkJoinPool {
  private static final int KEEP_ALIVE_SECONDS = 60;

  SubmissionPool(int workers, String namePrefix) {
    super(
        workers,
        new Workers(namePrefix, Thread.currentThread().getContextClassLoader()),
        null,
        true,
        workers,
        workers,
        1,
        _ -> true,
        KEEP_ALIVE_SECONDS,
        TimeUnit.SECONDS);
  }

  /// A task that is a [Future] is cancelled where the pool is stopped before it has begun.
  @Override
  public void execute(Runnable task) {
    super.execute(new Submission(task));
  }

  /// The JDK's own factory gives every thread the system's class loader.
  private record Workers(String namePrefix, ClassLoader loader)
      implements ForkJoinWorkerThreadFactory {
    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      ForkJoinWorkerThread thread = new ForkJoinWorkerThread(null, pool, true) {};
      thread.setName(namePrefix + thread.threadId());
      thread.setContextClassLoader(loader);
      return thread;
    }
  }

  @SuppressWarnings("serial") // Never leaves this JVM.
  private static final class Submission extends ForkJoinTask<@Nullable Void> {
    private final Runnable task;

    Submission(Runnable task) {
      this.task = task;
    }

    /// A worker whose task was interrupted takes the next one before it looks whether to stop.
    @Override
    protected boolean exec() {
      ForkJoinPool pool = getPool();
      if (pool != null && pool.isTerminating()) {
        cancel(false);
      } else {
        task.run();
      }
      return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      if (task instanceof Future<?> future) {
        future.cancel(mayInterruptIfRunning);
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public @Nullable Void getRawResult() {
      return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {}
  }
}
