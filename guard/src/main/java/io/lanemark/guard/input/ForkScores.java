package io.lanemark.guard.input;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.stats.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Turns the scores of forks into costs. If one score of a fork is not a number above 0, or too
/// large or too small to calculate with, the whole fork has failed: to leave out just that score
/// would hide what was slowest.
///
/// @param unit the unit of the scores
record ForkScores(Unit unit) {

  /// Sums and squares of larger costs may not fit into a `double`.
  private static final double LARGEST_COST = 1e100;

  private static final double SMALLEST_COST = 1 / LARGEST_COST;

  /// The forks that have scores, and those that failed before they had any.
  Measured measured(BenchmarkKey key, List<double[]> forks, List<String> failed) {
    List<Sample> usable = new ArrayList<>();
    List<String> failures = new ArrayList<>(failed);
    for (int i = 0; i < forks.size(); i++) {
      double[] costs = Arrays.stream(forks.get(i)).map(unit::cost).toArray();
      if (costs.length == 0) {
        failures.add(String.format(Locale.ROOT, "fork %d has no iterations", i + 1));
      } else if (Arrays.stream(costs).allMatch(ForkScores::isUsable)) {
        usable.add(Sample.of(costs));
      } else {
        failures.add(
            String.format(
                Locale.ROOT, "fork %d has the unusable score %s", i + 1, unusable(forks.get(i))));
      }
    }
    if (usable.isEmpty() && failures.isEmpty()) {
      failures.add("its forks have no scores");
    }
    return new Measured(key, unit, usable, failures);
  }

  private double unusable(double... scores) {
    return Arrays.stream(scores).filter(score -> !isUsable(unit.cost(score))).findFirst().orElse(0);
  }

  private static boolean isUsable(double cost) {
    return cost >= SMALLEST_COST && cost <= LARGEST_COST;
  }
}
