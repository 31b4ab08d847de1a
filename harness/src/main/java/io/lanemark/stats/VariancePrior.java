package io.lanemark.stats;

import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/// What many samples say about the variance of one of them, before it is looked at: a scaled
/// inverse chi-squared distribution.
///
/// G. K. Smyth, *Linear Models and Empirical Bayes Methods for Assessing Differential Expression in
/// Microarray Experiments*, Statistical Applications in Genetics and Molecular Biology 3, 2004,
/// section 6.2; the same as `fitFDist` of R's limma, except for the bound on the degrees, which
/// also affects the variance.
///
/// @param degrees how many degrees of freedom that knowledge is worth; 0 if there is none
/// @param variance the variance to be expected
public record VariancePrior(double degrees, double variance) {

  /// No knowledge: the sample alone counts.
  public static final VariancePrior NONE = new VariancePrior(0, 0);

  /// A sample without any scatter counts as one with this share of the median variance, as in
  /// limma.
  private static final double LEAST_SHARE_OF_MEDIAN = 1e-5;

  /// The scatter of only a few variances does not show how similar the variances of others are.
  private static final int LEAST_SAMPLES = 10;

  private static final int MOST_NEWTON_STEPS = 50;
  private static final double NEWTON_TOLERANCE = 1e-8;

  /// Refuses values that are not a distribution.
  public VariancePrior {
    if (!(degrees >= 0 && degrees < Double.POSITIVE_INFINITY && variance >= 0)) {
      throw new IllegalArgumentException(
          "a prior needs degrees and a variance of at least 0: %s, %s"
              .formatted(degrees, variance));
    }
  }

  /// Fits a prior to samples whose means may differ.
  ///
  /// @param samples those of fewer than 2 values are ignored
  /// @param mostDegrees what the prior may be worth at most
  /// @return [#NONE] with fewer than 10 samples that have a variance
  public static VariancePrior fit(List<Sample> samples, double mostDegrees) {
    List<Sample> scattered = samples.stream().filter(sample -> sample.size() > 1).toList();
    if (scattered.size() < LEAST_SAMPLES) {
      return NONE;
    }
    double[] variances = scattered.stream().mapToDouble(Sample::variance).toArray();
    double least = LEAST_SHARE_OF_MEDIAN * Sample.of(variances).median();
    if (least == 0) {
      return NONE;
    }
    double[] centred = new double[variances.length];
    double chance = 0;
    for (int i = 0; i < variances.length; i++) {
      double half = (scattered.get(i).size() - 1) / 2.0;
      centred[i] = Math.log(Math.max(variances[i], least)) - Digamma.value(half) + Math.log(half);
      chance += Trigamma.value(half) / variances.length;
    }
    Sample logarithms = Sample.of(centred);
    double excess = logarithms.variance() - chance;
    double degrees = excess > 0 ? Math.min(2 * inverseTrigamma(excess), mostDegrees) : mostDegrees;
    double half = degrees / 2;
    return new VariancePrior(
        degrees, Math.exp(logarithms.mean() + Digamma.value(half) - Math.log(half)));
  }

  /// The variance of a sample in the light of the others: the mean of both, weighted by their
  /// degrees of freedom.
  ///
  /// @param sample at least 2 values
  /// @return at least 0
  public double moderated(Sample sample) {
    int own = sample.size() - 1;
    return (degrees * variance + own * sample.variance()) / (degrees + own);
  }

  /// Newton's method on the reciprocal, as in the appendix of the paper: it converges from below.
  private static double inverseTrigamma(double value) {
    double x = 0.5 + 1 / value;
    for (int i = 0; i < MOST_NEWTON_STEPS; i++) {
      double trigamma = Trigamma.value(x);
      double step = trigamma * (1 - trigamma / value) / tetragamma(x);
      x += step;
      if (-step / x < NEWTON_TOLERANCE) {
        break;
      }
    }
    return x;
  }

  /// The derivative of the trigamma function: recurrence up to 10, then its asymptotic series (M.
  /// Abramowitz and I. A. Stegun, *Handbook of Mathematical Functions*, 6.4.6 and 6.4.14).
  private static double tetragamma(double x) {
    double sum = 0;
    double at = x;
    for (; at < 10; at++) {
      sum -= 2 / (at * at * at);
    }
    double square = 1 / (at * at);
    return sum - square * (1 + 1 / at + square * (0.5 - square * (1 / 6.0 - square / 6)));
  }
}
