package io.lanemark.run;

import java.time.Duration;

/// How long trials will take: the mean of those that are done, or an estimate if none is.
final class TimeEstimate {

  private final double expectedSeconds;
  private int done;
  private double doneSeconds;

  TimeEstimate(Duration expectedTrial) {
    this.expectedSeconds = expectedTrial.toMillis() / 1e3;
  }

  void finished(double seconds) {
    done++;
    doneSeconds += seconds;
  }

  Duration of(long trials) {
    double each = done > 0 ? doneSeconds / done : expectedSeconds;
    return Duration.ofMillis(Math.round(1000 * each * trials));
  }
}
