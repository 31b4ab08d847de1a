package io.lanemark.reports.sequential;

import io.lanemark.reports.stats.Sample;

/// What the ruler says of the machine: one benchmark that was measured in each round, and changes
/// with nothing but the machine.
///
/// Both sides alternate, so that a steady drift falls on both alike. A step between the two forks
/// of a pair falls on one of the n forks of a side, and moves the difference of the means by an
/// n-th of it: as long as the ruler moved by no more than n margins, that stays within the margin.
///
/// @param moved how much slower its slowest round was than its fastest, as a share
/// @param bound how much that may be; above 0
public record RulerDrift(double moved, double bound) {

  /// The ruler itself does not repeat better.
  private static final double LEAST_MARGIN = 0.01;

  /// Looks at a run.
  ///
  /// @param costs what the ruler took, one for each round
  /// @param margin the usual one, as a share
  /// @param leastForks with how many forks of each side something was decided
  /// @return no drift where there are no costs
  public static RulerDrift of(Sample costs, double margin, int leastForks) {
    double moved = costs.isEmpty() ? 0 : costs.max() / costs.min() - 1;
    return new RulerDrift(moved, leastForks * Math.max(margin, LEAST_MARGIN));
  }

  /// Whether the machine changed so much that verdicts may come from that.
  ///
  /// @return whether it moved beyond the bound
  public boolean isSuspicious() {
    return moved > bound;
  }
}
