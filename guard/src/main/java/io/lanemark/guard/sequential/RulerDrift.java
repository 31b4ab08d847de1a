package io.lanemark.guard.sequential;

import io.lanemark.stats.Sample;
import java.util.stream.IntStream;

/// What the ruler shows about the machine. The ruler is one benchmark that is measured in each
/// round, and changes only with the machine.
///
/// Forks are compared pair by pair, so that a drift over the rounds falls on both sides alike. A
/// step between the two forks of a pair falls on one of n pairs, and moves the mean of their
/// differences by an n-th of it: as long as the ruler moved by no more than n margins from one
/// round to the next, that stays within the margin.
///
/// @param rounds how often the ruler was measured
/// @param moved the largest difference from one round to the next, as a share
/// @param bound how much that may be; above 0
public record RulerDrift(int rounds, double moved, double bound) {

  /// The ruler itself does not repeat better.
  private static final double LEAST_MARGIN = 0.01;

  /// Looks at a run.
  ///
  /// @param costs what the ruler took, one for each round
  /// @param margin the usual one, as a share
  /// @param leastForks with how many forks of each side something was decided
  /// @return an unknown drift if there are fewer than two costs
  public static RulerDrift of(Sample costs, double margin, int leastForks) {
    double[] rounds = costs.stream().toArray();
    double moved =
        IntStream.range(1, rounds.length)
            .mapToDouble(i -> step(rounds[i - 1], rounds[i]))
            .max()
            .orElse(0);
    return new RulerDrift(rounds.length, moved, leastForks * Math.max(margin, LEAST_MARGIN));
  }

  private static double step(double from, double to) {
    return Math.max(from, to) / Math.min(from, to) - 1;
  }

  /// Whether there were rounds to compare.
  ///
  /// @return whether [#moved] says anything
  public boolean isKnown() {
    return rounds > 1;
  }

  /// Whether the machine changed so much that verdicts may come from that.
  ///
  /// @return whether it moved beyond the bound
  public boolean isSuspicious() {
    return moved > bound;
  }
}
