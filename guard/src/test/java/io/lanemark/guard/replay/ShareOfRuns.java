package io.lanemark.guard.replay;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// A share of trials, with the upper end of its two-sided 95 % interval (C. J. Clopper and E. S.
/// Pearson, Biometrika 26, 1934).
record ShareOfRuns(int hits, int trials) {

  double estimate() {
    return (double) hits / trials;
  }

  double upperLimit() {
    return hits == trials
        ? 1
        : BetaDistribution.of(hits + 1.0, trials - hits).inverseCumulativeProbability(0.975);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f %% (%d of %d, upper limit %.2f %%)",
        100 * estimate(),
        hits,
        trials,
        100 * upperLimit());
  }
}
