package io.lanemark.guard.regression;

import io.lanemark.stats.Interval;
import java.util.Objects;

/// What the forks of both sides show about a change.
///
/// Ratios are of costs, candidate over base: above 1 is slower, or more.
///
/// @param aspect which of the forks' figures this is about
/// @param baseForks forks of the base
/// @param candidateForks forks of the candidate
/// @param baseCost the base's geometric mean over its forks
/// @param candidateCost the same of the candidate
/// @param interval the confidence interval of the ratio, [ComparisonSettings#INTERVAL_CONFIDENCE]
/// @param slower adjusted p-value of "slower by more than the margin": the smallest false discovery
///   rate at which the candidate would be called slower
/// @param faster the same for "faster"
/// @param smallestShown the smallest ratio above 1 that would have shown with this much noise
public record Change(
    Aspect aspect,
    int baseForks,
    int candidateForks,
    double baseCost,
    double candidateCost,
    Interval interval,
    double slower,
    double faster,
    double smallestShown) {

  /// Refuses missing parts.
  public Change {
    Objects.requireNonNull(aspect, "aspect");
    Objects.requireNonNull(interval, "interval");
  }

  /// Candidate over base.
  ///
  /// @return above 1 if the candidate is slower, or more
  public double ratio() {
    return candidateCost / baseCost;
  }
}
