package io.lanemark.cli;

import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Trials of a process that can be told to end at any moment. Ctrl-C reaches the fork as well, and
/// the temporary folder may be gone already: what fails then is no result.
///
/// @param trials the trials
record EndingTrials(TrialRunner trials) implements TrialRunner {

  @Override
  public Measured run(PlannedTrial planned, Path folder)
      throws TrialFailedException, InterruptedException {
    try {
      return trials.run(planned, folder);
    } catch (TrialFailedException | BackendUnavailableException e) {
      if (MeasuringHost.isEnding()) {
        // The process ends while this thread waits.
        new CountDownLatch(1).await();
      }
      throw e;
    }
  }

  @Override
  public Duration estimate() {
    return trials.estimate();
  }
}
