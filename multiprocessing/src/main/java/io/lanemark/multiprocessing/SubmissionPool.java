package io.lanemark.multiprocessing;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A fork-join pool for tasks that are submitted from outside and fork no others: first in, first
/// out, with work stealing.
///
/// It has exactly as many threads as workers. It starts no spare thread for a task that blocks in a
/// [ForkJoinPool.ManagedBlocker], because one more task would run then.
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

  /// A task that is a [Future] is cancelled if the pool is stopped before the task has begun.
  @Override
  public void execute(Runnable task) {
    super.execute(new Submission(task));
  }

  /// The JDK's own factory gives every thread the system class loader.
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
