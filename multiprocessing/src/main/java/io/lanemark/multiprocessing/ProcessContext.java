package io.lanemark.multiprocessing;

import io.lanemark.process.ChildProcess;
import io.lanemark.process.ProcessPool;
import io.lanemark.process.ProcessPoolBuilder;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// A context whose workers and children are JVMs.
///
/// @param name what people call it
/// @param settings what differs from the defaults, except the size
/// @param sizing sets the number of processes for a number of workers
record ProcessContext(
    String name,
    UnaryOperator<ProcessPoolBuilder> settings,
    BiFunction<ProcessPoolBuilder, Integer, ProcessPoolBuilder> sizing)
    implements Context {

  @Override
  public TaskExecutor newExecutor(int workers) {
    return start(workers, plan());
  }

  @Override
  public TaskExecutor newExecutor(int workers, WorkerInitializer initializer) {
    return start(workers, plan().initializer(initializer));
  }

  /// Starts a child in a JVM of its own.
  ChildProcess startChild(String child, SerializableCallable<?> body) throws IOException {
    ProcessPoolBuilder plan = plan();
    return ChildProcess.start(plan.jvm(), child, body, plan.maxMessageBytes());
  }

  private ProcessPoolBuilder plan() {
    return settings.apply(ProcessPool.builder());
  }

  private TaskExecutor start(int workers, ProcessPoolBuilder plan) {
    Child.refuseInDaemon("worker processes");
    if (plan.size().isPresent()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the settings of a context cannot set the size, which is the number of workers, %d:"
                  + " remove size(%d)",
              workers,
              plan.size().getAsInt()));
    }
    return sizing.apply(plan, workers).start();
  }

  /// The name: settings are code, which is not readable.
  @Override
  public String toString() {
    return name;
  }
}
