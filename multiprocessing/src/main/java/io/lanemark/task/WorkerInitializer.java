package io.lanemark.task;

import java.io.Serializable;

/// Prepares a worker before its first task.
@FunctionalInterface
public interface WorkerInitializer extends Serializable {

  /// Does nothing.
  WorkerInitializer NONE = _ -> {};

  /// Runs once in each new worker, before its first task.
  ///
  /// @param worker which worker this is
  /// @throws Exception if the worker cannot serve; it counts as a failure to boot
  void initialize(WorkerIdentity worker) throws Exception;
}
