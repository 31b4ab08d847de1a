package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerInitializer;
import java.util.List;

/// A way of running tasks at once, by name: a context with its limits. Found through
/// [java.util.ServiceLoader].
public interface ExecutionModel {

  /// The name that selects it, such as `virtual`.
  ///
  /// @return a name that no other model has
  String name();

  /// What it is, in one line.
  ///
  /// @return a phrase without a full stop
  String description();

  /// How many tasks in flight and how many workers a case gets here, and why not more.
  ///
  /// @param demand what the case asks
  /// @return what it gets
  Allocation allocate(Demand demand);

  /// The context whose executors it opens, for callers that need more than an executor.
  ///
  /// @param opening the JVM arguments of worker processes, and their initializer; K and W do not
  ///   matter
  /// @return the context, without any bound
  Context context(Opening opening);

  /// Opens the executor; the caller closes it.
  ///
  /// @param opening how many workers, and what each JVM does first
  /// @return an executor that accepts tasks at once
  /// @throws Exception if the initializer threw
  TaskExecutor open(Opening opening) throws Exception;

  /// What it takes to open an execution model.
  ///
  /// @param workers W, at least 1
  /// @param inFlight K, at least W
  /// @param workerJvmArguments JVM arguments of worker processes, where there are any
  /// @param initializer runs once in each JVM that runs tasks, before its first task
  record Opening(
      int workers, int inFlight, List<String> workerJvmArguments, WorkerInitializer initializer) {
    /// Copies the list.
    public Opening {
      workerJvmArguments = List.copyOf(workerJvmArguments);
    }

    /// The most tasks that may run at once in a model with a thread for each task. If K already is
    /// the bound, there is no gate.
    ///
    /// @return W, or [Integer#MAX_VALUE]
    int gate() {
      return workers < inFlight ? workers : Integer.MAX_VALUE;
    }
  }
}
