package io.lanemark.guard.ab;

import io.lanemark.run.TrialFailedException;
import java.nio.file.Path;
import java.time.Duration;

/// Measures the trials of an A/B run.
interface TrialSource {

  /// Runs a trial to its end.
  ///
  /// @param lane which side, or the ruler
  /// @param subject what of it
  /// @param limit how long it may take
  /// @return a file with JMH's JSON, there until the next trial
  /// @throws TrialFailedException if there are no scores
  /// @throws InterruptedException if interrupted; nothing is left running
  Path run(Lane lane, Subject subject, Duration limit)
      throws TrialFailedException, InterruptedException;
}
