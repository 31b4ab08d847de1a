package io.lanemark.run;

import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import java.time.Duration;

/// Receives the progress of a run, in the thread that runs it.
public interface Progress {

  /// A trial begins.
  ///
  /// @param planned what it measures
  /// @param number its number, from 1
  /// @param total how many there are
  void began(PlannedTrial planned, int number, int total);

  /// A trial is over, and its folder is in place.
  ///
  /// @param trial what became of it
  /// @param left how long the rest will take
  void finished(Trial trial, Duration left);
}
