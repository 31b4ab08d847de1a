package io.lanemark.multiprocessing;

import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import org.jspecify.annotations.Nullable;

/// The settings of a [Pool] that is to be started. For one thread.
public final class PoolBuilder {
  private static final int MAX_CHOSEN_LOOK_AHEAD = 65_536;

  private final Context context;
  private int workers = Runtime.getRuntime().availableProcessors();
  private int lookAhead;
  private @Nullable WorkerInitializer initializer;

  PoolBuilder(Context context) {
    this.context = context;
  }

  /// How many tasks can run at once; by default the number of processors.
  ///
  /// @param workers at least 1
  /// @return this
  public PoolBuilder workers(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 worker: " + workers);
    }
    this.workers = workers;
    return this;
  }

  /// Runs once in each JVM that runs tasks, before its first task: in each worker process,
  /// including those that replace others, or in [#start] if the workers are threads of this JVM.
  ///
  /// @param initializer must be serialisable for processes; replaces the initializer of the context
  /// @return this
  public PoolBuilder initializer(WorkerInitializer initializer) {
    this.initializer = initializer;
    return this;
  }

  /// How many chunks an `imap` sends ahead of the results that were taken; by default two for each
  /// worker.
  ///
  /// @param chunks at least 1
  /// @return this
  public PoolBuilder lookAhead(int chunks) {
    if (chunks < 1) {
      throw new IllegalArgumentException("the look-ahead must be at least 1 chunk: " + chunks);
    }
    lookAhead = chunks;
    return this;
  }

  /// Opens it.
  ///
  /// @return to be closed
  /// @throws IllegalArgumentException if the initializer cannot be serialised
  /// @throws IllegalStateException if the initializer failed in this JVM; or if called in a daemon
  ///   child or while a worker initialises a class, where no process can be started
  public Pool start() {
    TaskExecutor executor =
        initializer == null
            ? context.newExecutor(workers)
            : context.newExecutor(workers, initializer);
    return new Pool(
        executor,
        lookAhead > 0 ? lookAhead : (int) Math.min(2L * executor.workers(), MAX_CHOSEN_LOOK_AHEAD));
  }
}
