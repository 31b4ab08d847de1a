package io.lanemark.run;

import java.time.Duration;

/// How long the rest of a run will take: the mean of the trials that are done, or what a trial is
/// thought to take, times the trials that are left.
final class TimeEstimate {

  private final double expectedSeconds;
  private int left;
  private int done;
  private double doneSeconds;

  TimeEstimate(Duration expectedTrial, int trials) {
    this.expectedSeconds = expectedTrial.toMillis() / 1e3;
    this.left = trials;
  }

  void finished(double seconds) {
    left--;
    done++;
    doneSeconds += seconds;
  }

  Duration left() {
    double each = done > 0 ? doneSeconds / done : expectedSeconds;
    return Duration.ofMillis(Math.round(1000 * each * left));
  }
}
