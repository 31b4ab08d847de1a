package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;

/// Trials that need the run's backends: once one of these has ended by itself, there is nothing
/// left to measure, and what failed for it is no result.
///
/// @param trials the trials
/// @param backends what they need
record BackedTrials(TrialRunner trials, RunBackends backends) implements TrialRunner {

  /// A trial may fail before the process that it talked to has quite ended.
  private static final Duration ABOUT_TO_END = Duration.ofSeconds(1);

  @Override
  public Measured run(PlannedTrial planned, Path folder)
      throws TrialFailedException, InterruptedException {
    backends.check(Duration.ZERO);
    try {
      return trials.run(planned, folder);
    } catch (TrialFailedException e) {
      backends.check(ABOUT_TO_END);
      throw e;
    }
  }

  @Override
  public Duration estimate() {
    return trials.estimate();
  }
}
