package io.lanemark.multiprocessing;

import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerIdentity;
import io.lanemark.task.WorkerInitializer;
import java.util.function.IntFunction;

/// A context whose workers and children are threads of this JVM.
///
/// @param name what people call it
/// @param executors opens an executor with so many workers
/// @param childThreads starts a child
record ThreadContext(String name, IntFunction<TaskExecutor> executors, ChildThreads childThreads)
    implements Context {
  @Override
  public TaskExecutor newExecutor(int workers) {
    return executors.apply(checked(workers));
  }

  @Override
  public TaskExecutor newExecutor(int workers, WorkerInitializer initializer) {
    int size = checked(workers);
    try {
      initializer.initialize(new WorkerIdentity(name, 0, 1));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("the initializer failed: " + e, e);
    }
    return executors.apply(size);
  }

  /// The name: what is done with it is not readable.
  @Override
  public String toString() {
    return name;
  }

  private static int checked(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("an executor needs at least 1 worker: " + workers);
    }
    return workers;
  }

  /// Which thread a child runs in.
  @FunctionalInterface
  interface ChildThreads {
    void start(String name, boolean daemon, Runnable body);
  }
}
