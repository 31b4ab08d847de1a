package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;

/// Trials that need the run's backends: if one of these ends by itself, nothing more can be
/// measured, and a trial that failed because of that is not a result.
///
/// @param trials the trials
/// @param backends what they need
record BackedTrials(TrialRunner trials, RunBackends backends) implements TrialRunner {

  /// A trial may fail before the backend that it talked to has ended completely.
  private static final Duration ABOUT_TO_END = Duration.ofSeconds(1);

  @Override
  public Score run(PlannedTrial planned, Path folder)
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
