package io.lanemark.multiprocessing;

import io.lanemark.task.TaskExecutor;
import java.util.function.IntFunction;

/// A context that is a name and a way to make an executor.
record NamedContext(String name, IntFunction<TaskExecutor> maker) implements Context {
  @Override
  public TaskExecutor newExecutor(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("an executor needs at least 1 worker: " + workers);
    }
    return maker.apply(workers);
  }
}
