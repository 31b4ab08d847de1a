package io.lanemark.benchmarks.operation;

import java.util.List;

/// An experiment that answers one question about the process pool.
public interface PoolExperiment {

  /// The name that selects it.
  ///
  /// @return lower case
  String name();

  /// What it does, in one line.
  ///
  /// @return a phrase without a full stop
  String description();

  /// Carries it out. The pools that it opens have ended when this returns.
  ///
  /// @return at least one figure
  /// @throws Exception if it fails
  List<ExperimentFigure> run() throws Exception;
}
