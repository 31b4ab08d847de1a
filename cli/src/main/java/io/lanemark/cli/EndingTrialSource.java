package io.lanemark.cli;

import io.lanemark.ab.Lane;
import io.lanemark.ab.Subject;
import io.lanemark.run.TrialFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Trials of a process that can be told to end at any moment: what fails then is no result.
///
/// @param trials the trials
record EndingTrialSource(TrialSource trials) implements TrialSource {

  @Override
  public Path run(Lane lane, Subject subject, Duration limit)
      throws TrialFailedException, InterruptedException {
    try {
      return trials.run(lane, subject, limit);
    } catch (TrialFailedException e) {
      if (MeasuringHost.isEnding()) {
        // The process ends while this thread waits.
        new CountDownLatch(1).await();
      }
      throw e;
    }
  }
}
