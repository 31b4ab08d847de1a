package io.lanemark.benchmarks.operation;

import io.lanemark.model.ExecutionModel;

/// What carries an operation out. It has the place of the execution model in a case.
///
/// @param name as in the case
/// @param description what it is, in one line
/// @param opener makes it ready
public record Implementation(String name, String description, Opener opener) {

  /// Makes a subject ready to be called.
  @FunctionalInterface
  public interface Opener {

    /// Opens it.
    ///
    /// @param opening W, K, and the JVM arguments of processes
    /// @return to be closed
    /// @throws Exception if it cannot be opened
    OpenOperation open(ExecutionModel.Opening opening) throws Exception;
  }
}
