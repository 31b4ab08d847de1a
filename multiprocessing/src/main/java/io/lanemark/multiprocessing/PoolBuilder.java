package io.lanemark.multiprocessing;

import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import org.jspecify.annotations.Nullable;

/// What a [Pool] can be told before it starts. For one thread.
public final class PoolBuilder {
  private static final int MAX_CHOSEN_LOOK_AHEAD = 65_536;

  private final Context context;
  private int workers = Runtime.getRuntime().availableProcessors();
  private int lookAhead;
  private @Nullable WorkerInitializer initializer;

  PoolBuilder(Context context) {
    this.context = context;
  }

  /// How many tasks can be in service at once; as many as there are processors unless given.
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

  /// Runs once in each JVM that runs tasks, before the first of them: in each worker process, those
  /// that replace others included, or here, in [#start], where the workers are threads of this JVM.
  ///
  /// @param initializer must be serialisable for processes; replaces that of the context
  /// @return this
  public PoolBuilder initializer(WorkerInitializer initializer) {
    this.initializer = initializer;
    return this;
  }

  /// How many chunks an `imap` sends ahead of the results that were taken; two for each worker
  /// unless given.
  ///
  /// @param chunks at least 1
  /// @return this
  public PoolBuilder lookAhead(int chunks) {
    if (chunks < 1) {
      throw new IllegalArgumentException("an imap sends at least 1 chunk ahead: " + chunks);
    }
    lookAhead = chunks;
    return this;
  }

  /// Opens it.
  ///
  /// @return to be closed
  /// @throws IllegalArgumentException if the initializer does not serialise
  /// @throws IllegalStateException if the initializer failed in this JVM; or in a daemon child, or
  ///   while a class is loaded by a worker, which may start no processes
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
