package io.lanemark.benchmarks.operation;

import io.lanemark.model.ExecutionModel;

/// An implementation of an operation. In a case it takes the place of the execution model.
///
/// @param name as in the case
/// @param description what it is, in one line
/// @param opener opens it
public record Implementation(String name, String description, Opener opener) {

  /// Opens an implementation.
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
