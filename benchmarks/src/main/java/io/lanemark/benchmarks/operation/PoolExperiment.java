package io.lanemark.benchmarks.operation;

import java.util.List;

/// One question about the process pool.
public interface PoolExperiment {

  /// The name it is asked for by.
  ///
  /// @return lower case
  String name();

  /// What it does, in one line.
  ///
  /// @return a phrase without a full stop
  String description();

  /// Asks it. The pools that it opens have ended afterwards.
  ///
  /// @return at least one figure
  /// @throws Exception if there is no answer
  List<ExperimentFigure> run() throws Exception;
}
