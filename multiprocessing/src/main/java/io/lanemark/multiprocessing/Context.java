package io.lanemark.multiprocessing;

import io.lanemark.process.ProcessPoolBuilder;
import io.lanemark.task.SerializableRunnable;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import java.util.function.UnaryOperator;

/// A way to run tasks concurrently; all ways have the same interface.
public sealed interface Context permits ThreadContext, ProcessContext {

  /// A short name, such as `process` or `virtual`; also what `toString` returns.
  ///
  /// @return the name
  String name();

  /// Opens an executor.
  ///
  /// @param workers how many tasks can run at once; at least 1
  /// @return to be closed
  TaskExecutor newExecutor(int workers);

  /// Opens an executor, and prepares each JVM that runs its tasks before its first task: each
  /// worker process, including those that replace others, or this JVM, before this method returns.
  ///
  /// @param workers how many tasks can run at once; at least 1
  /// @param initializer must be serialisable for processes
  /// @return to be closed
  /// @throws IllegalStateException if the initializer failed in this JVM
  TaskExecutor newExecutor(int workers, WorkerInitializer initializer);

  /// Opens a pool with as many workers as there are processors.
  ///
  /// @return to be closed
  default Pool pool() {
    return Pool.builder(this).start();
  }

  /// Opens a pool; [Pool#builder] has more settings.
  ///
  /// @param workers how many tasks can run at once; at least 1
  /// @return to be closed
  default Pool pool(int workers) {
    return Pool.builder(this).workers(workers).start();
  }

  /// A child that has not been started.
  ///
  /// @param body what it runs
  /// @return to be named and started
  default Child child(SerializableRunnable body) {
    return new Child(this, body);
  }

  /// Tasks run in the calling thread, one at a time, for any number of workers. A child has ended
  /// when its `start` returns.
  ///
  /// @return the context
  static Context serial() {
    return new ThreadContext(
        "serial",
        _ -> new ThreadTaskExecutor(new CallerExecutor(), 1, true),
        (_, _, body) -> body.run());
  }

  /// Tasks run in worker JVMs with this JVM's class path.
  ///
  /// @return the context
  static Context processes() {
    return processes(UnaryOperator.identity());
  }

  /// Tasks run in worker JVMs.
  ///
  /// @param settings sets what differs from the defaults; refused if it sets the size, which is the
  ///   number of workers. For children, only the settings of the JVM and the limit of messages are
  ///   used
  /// @return the context
  static Context processes(UnaryOperator<ProcessPoolBuilder> settings) {
    return new ProcessContext("process", settings, ProcessPoolBuilder::size);
  }

  /// Tasks run in worker JVMs, each in a virtual thread of its own: a few processes run as many
  /// tasks at once as there are workers. A child has a JVM of its own.
  ///
  /// @param mostProcesses how many worker JVMs; if there are fewer workers, one for each
  /// @param settings as for [#processes(UnaryOperator)]
  /// @return the context
  static Context virtualThreadsInProcesses(
      int mostProcesses, UnaryOperator<ProcessPoolBuilder> settings) {
    return new ProcessContext(
        "process+virtual",
        settings,
        (plan, workers) -> plan.size(Math.min(mostProcesses, workers)).virtualThreads(workers));
  }

  /// Tasks run in a fixed pool of platform threads, and each child in one of its own.
  ///
  /// @return the context
  static Context platformThreads() {
    return new ThreadContext(
        "platform", ThreadTaskExecutor::onPlatformThreads, Context::startPlatformThread);
  }

  /// Each task runs in a new platform thread; [Integer#MAX_VALUE] workers for no limit. Tasks
  /// beyond the limit also have threads, and wait in them.
  ///
  /// @return the context
  static Context platformThreadPerTask() {
    return new ThreadContext(
        "platform-per-task",
        ThreadTaskExecutor::onNewPlatformThreads,
        Context::startPlatformThread);
  }

  /// Tasks run in the threads of a fork-join pool, which steal them from each other's queues; at
  /// most 32,767 workers. They run approximately in the order in which they were submitted. A child
  /// has a platform thread of its own.
  ///
  /// @return the context
  static Context forkJoin() {
    return new ThreadContext(
        "fork-join", ThreadTaskExecutor::onForkJoinPool, Context::startPlatformThread);
  }

  /// Each task runs in a virtual thread of its own; [Integer#MAX_VALUE] workers for no limit. So
  /// does each child.
  ///
  /// @return the context
  static Context virtualThreads() {
    return new ThreadContext(
        "virtual",
        ThreadTaskExecutor::onVirtualThreads,
        (name, _, body) -> Thread.ofVirtual().name(name).start(body));
  }

  private static void startPlatformThread(String name, boolean daemon, Runnable body) {
    Thread.ofPlatform().name(name).daemon(daemon).start(body);
  }
}
