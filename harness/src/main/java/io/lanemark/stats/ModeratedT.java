package io.lanemark.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/// A difference of two means by a t-test, the variances moderated by what is known of others: see
/// [VariancePrior].
///
/// @param difference mean(a) - mean(b)
/// @param standardError its standard error, above 0
/// @param degrees degrees of freedom, with those of the prior added to those of each variance
public record ModeratedT(double difference, double standardError, double degrees) {

  /// Compares two samples by Welch's test with moderated variances. Without a prior, this is the
  /// plain test of [Welch].
  ///
  /// @param a at least 2 values
  /// @param b at least 2 values
  /// @param prior what is known about their variances
  /// @param leastDeviation the standard deviation that each side has at least, above 0
  /// @return the comparison
  public static ModeratedT welch(Sample a, Sample b, VariancePrior prior, double leastDeviation) {
    double least = leastDeviation * leastDeviation;
    double ofA = Math.max(prior.moderated(a), least) / a.size();
    double ofB = Math.max(prior.moderated(b), least) / b.size();
    double sum = ofA + ofB;
    double degrees =
        sum
            * sum
            / (ofA * ofA / (a.size() - 1 + prior.degrees())
                + ofB * ofB / (b.size() - 1 + prior.degrees()));
    return new ModeratedT(a.mean() - b.mean(), Math.sqrt(sum), degrees);
  }

  /// Compares samples that were measured pair by pair, so that what changes between the pairs falls
  /// on both alike.
  ///
  /// @param differences a - b of each pair; at least 2
  /// @param prior what is known about the variance of such differences
  /// @param leastDeviation the standard deviation that each side has at least, above 0
  /// @return the comparison
  public static ModeratedT paired(Sample differences, VariancePrior prior, double leastDeviation) {
    double least = 2 * leastDeviation * leastDeviation;
    double variance = Math.max(prior.moderated(differences), least);
    return new ModeratedT(
        differences.mean(),
        Math.sqrt(variance / differences.size()),
        differences.size() - 1 + prior.degrees());
  }

  /// The p-value of the hypothesis that the true difference is at most a bound.
  ///
  /// @param bound any number
  /// @return from 0 to 1; small if the difference is clearly above the bound
  public double pAbove(double bound) {
    return TDistribution.of(degrees).survivalProbability((difference - bound) / standardError);
  }

  /// The p-value of the hypothesis that the true difference is at least a bound.
  ///
  /// @param bound any number
  /// @return from 0 to 1; small if the difference is clearly below the bound
  public double pBelow(double bound) {
    return TDistribution.of(degrees).cumulativeProbability((difference - bound) / standardError);
  }

  /// The confidence interval of the difference.
  ///
  /// @param confidence between 0 and 1
  /// @return the interval
  public Interval interval(double confidence) {
    double halfWidth = quantile((1 - confidence) / 2) * standardError;
    return new Interval(difference - halfWidth, difference + halfWidth);
  }

  /// The difference that is found to be above a bound with some probability, if the noise is what
  /// it seems to be.
  ///
  /// @param bound what it must be shown to exceed
  /// @param pValue the p-value that shows it
  /// @param power the probability, at least 0.5
  /// @return above the bound
  public double shownAbove(double bound, double pValue, double power) {
    return bound + (quantile(pValue) + quantile(1 - power)) * standardError;
  }

  private double quantile(double upperTail) {
    return TDistribution.of(degrees).inverseSurvivalProbability(upperTail);
  }
}
