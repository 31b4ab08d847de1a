package io.lanemark.run;

import io.lanemark.results.Iteration;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Measures one case in a fresh process.
public interface TrialRunner {

  /// Runs a trial to its end. The caller's thread waits.
  ///
  /// @param planned what to measure
  /// @param folder where the trial may write; becomes the trial's folder in the results
  /// @return its score
  /// @throws TrialFailedException if there is no score
  /// @throws InterruptedException if interrupted; the process has been ended
  Score run(PlannedTrial planned, Path folder) throws TrialFailedException, InterruptedException;

  /// How long a trial is expected to take, before any trial has run.
  ///
  /// @return its whole time, start of the process included
  Duration estimate();

  /// The score of a trial.
  ///
  /// @param warmUp how its workers were warmed
  /// @param iterations its windows; at least one
  record Score(Trial.WarmUp warmUp, List<Iteration> iterations) {
    /// Copies the list, and refuses an empty one.
    public Score {
      iterations = List.copyOf(iterations);
      if (iterations.isEmpty()) {
        throw new IllegalArgumentException("a score needs at least one iteration");
      }
    }
  }
}
