package io.lanemark.multiprocessing;

import io.lanemark.process.ProcessPool;
import io.lanemark.task.TaskExecutor;
import java.util.function.UnaryOperator;

/// A way of running tasks at once, under one interface for all of them.
public interface Context {

  /// What people call it, such as `process` or `virtual`.
  ///
  /// @return the name
  String name();

  /// Opens an executor.
  ///
  /// @param workers how many tasks can be in service at once; at least 1
  /// @return to be closed
  TaskExecutor newExecutor(int workers);

  /// Tasks run in the caller, one at a time, whatever number of workers is asked for.
  ///
  /// @return the context
  static Context serial() {
    return new NamedContext("serial", _ -> new ThreadTaskExecutor(new CallerExecutor(), 1, true));
  }

  /// Tasks run in worker JVMs with this JVM's class path.
  ///
  /// @return the context
  static Context processes() {
    return processes(UnaryOperator.identity());
  }

  /// Tasks run in worker JVMs.
  ///
  /// @param settings sets what differs from the defaults, but for the size
  /// @return the context
  static Context processes(UnaryOperator<ProcessPool.Builder> settings) {
    return new NamedContext(
        "process", workers -> settings.apply(ProcessPool.builder()).size(workers).start());
  }

  /// Tasks run in worker JVMs, each task in a virtual thread of its own there: a few processes, and
  /// in them as many tasks at once as there are workers.
  ///
  /// @param processes how many worker JVMs; fewer where there are fewer workers
  /// @param settings sets what differs from the defaults, but for the size
  /// @return the context
  static Context virtualThreadsInProcesses(
      int processes, UnaryOperator<ProcessPool.Builder> settings) {
    return new NamedContext(
        "process+virtual",
        workers ->
            settings
                .apply(ProcessPool.builder())
                .size(Math.min(processes, workers))
                .virtualThreads(workers)
                .start());
  }

  /// Tasks run in a fixed pool of platform threads.
  ///
  /// @return the context
  static Context platformThreads() {
    return new NamedContext("platform", ThreadTaskExecutor::onPlatformThreads);
  }

  /// Each task runs in a new platform thread; [Integer#MAX_VALUE] workers for no bound. Tasks
  /// beyond the bound have their threads too, and wait in them.
  ///
  /// @return the context
  static Context platformThreadPerTask() {
    return new NamedContext("platform-per-task", ThreadTaskExecutor::onNewPlatformThreads);
  }

  /// Tasks run in the threads of a fork-join pool, which steal them from each other's queues; at
  /// most 32,767 workers. They run in the order in which they were submitted, about.
  ///
  /// @return the context
  static Context forkJoin() {
    return new NamedContext("fork-join", ThreadTaskExecutor::onForkJoinPool);
  }

  /// Each task runs in a virtual thread of its own; [Integer#MAX_VALUE] workers for no bound.
  ///
  /// @return the context
  static Context virtualThreads() {
    return new NamedContext("virtual", ThreadTaskExecutor::onVirtualThreads);
  }
}
