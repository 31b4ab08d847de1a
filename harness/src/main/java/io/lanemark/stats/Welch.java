package io.lanemark.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/// Two samples with unequal variances.
///
/// B. L. Welch, *The generalization of "Student's" problem when several different population
/// variances are involved*, Biometrika 34, 1947; degrees of freedom by F. E. Satterthwaite, *An
/// approximate distribution of estimates of variance components*, Biometrics Bulletin 2, 1946. The
/// same as R's `t.test(a, b, conf.level = …)$conf.int`.
public final class Welch {

  private Welch() {}

  /// The confidence interval of the difference of two means.
  ///
  /// Two samples without any scatter give the difference itself, as an interval of zero width.
  ///
  /// @param a at least 2 values
  /// @param b at least 2 values
  /// @param confidence between 0 and 1, such as 0.99
  /// @return the interval of mean(a) - mean(b)
  public static Interval differenceOfMeans(Sample a, Sample b, double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1: " + confidence);
    }
    double difference = a.mean() - b.mean();
    double ofA = a.variance() / a.size();
    double ofB = b.variance() / b.size();
    if (ofA + ofB == 0) {
      return new Interval(difference, difference);
    }
    double degreesOfFreedom =
        (ofA + ofB) * (ofA + ofB) / (ofA * ofA / (a.size() - 1) + ofB * ofB / (b.size() - 1));
    double quantile =
        TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
    double halfWidth = quantile * Math.sqrt(ofA + ofB);
    return new Interval(difference - halfWidth, difference + halfWidth);
  }

  /// The confidence interval of the ratio of two geometric means: that of the difference of the
  /// mean logarithms, mapped back. It is symmetric as a factor: of b over a it is the reciprocal.
  ///
  /// @param a at least 2 values above 0
  /// @param b at least 2 values above 0
  /// @param confidence between 0 and 1, such as 0.99
  /// @return the interval of a over b
  public static Interval ratioOfGeometricMeans(Sample a, Sample b, double confidence) {
    return differenceOfMeans(a.map(Math::log), b.map(Math::log), confidence).map(Math::exp);
  }
}
