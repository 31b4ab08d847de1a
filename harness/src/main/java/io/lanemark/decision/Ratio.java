package io.lanemark.decision;

import io.lanemark.stats.Interval;
import io.lanemark.stats.Sample;
import io.lanemark.stats.Welch;
import org.jspecify.annotations.Nullable;

/// The throughput of one case as a multiple of another's: the ratio of the geometric means of their
/// forks' scores, with Welch's interval on the logarithms.
///
/// @param estimate the ratio itself
/// @param interval its confidence interval; null with fewer than [#LEAST_FORKS] forks on a side
public record Ratio(double estimate, @Nullable Interval interval) {

  /// Confidence of every interval of a ratio.
  public static final double CONFIDENCE = 0.99;

  /// Forks that each side needs for an interval.
  public static final int LEAST_FORKS = 3;

  /// A ratio up to this one is not called a difference.
  public static final double MARGIN = 1.02;

  /// Compares two cases that have scores.
  ///
  /// @param a the numerator
  /// @param b the denominator
  /// @return a over b
  public static Ratio of(CaseResult a, CaseResult b) {
    Sample ofA = a.scores();
    Sample ofB = b.scores();
    double estimate = a.geometricMean() / b.geometricMean();
    boolean enough = ofA.size() >= LEAST_FORKS && ofB.size() >= LEAST_FORKS;
    return new Ratio(estimate, enough ? Welch.ratioOfGeometricMeans(ofA, ofB, CONFIDENCE) : null);
  }

  /// Whether the numerator is greater by more than the margin, over the whole interval.
  ///
  /// @return true if the whole interval lies above [#MARGIN]
  public boolean showsMore() {
    return interval != null && interval.isAbove(MARGIN);
  }
}
