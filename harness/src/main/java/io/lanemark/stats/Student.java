package io.lanemark.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/// The mean of one sample, after Student (W. S. Gosset), *The probable error of a mean*, Biometrika
/// 6, 1908; the same as R's `t.test(x, conf.level = …)$conf.int`.
public final class Student {

  private Student() {}

  /// The confidence interval of a mean.
  ///
  /// @param sample at least 2 values
  /// @param confidence between 0 and 1, such as 0.99
  /// @return the interval; of zero width if the sample has no scatter
  public static Interval mean(Sample sample, double confidence) {
    double mean = sample.mean();
    double halfWidth =
        TDistribution.of(sample.size() - 1.0).inverseSurvivalProbability((1 - confidence) / 2)
            * Math.sqrt(sample.variance() / sample.size());
    return new Interval(mean - halfWidth, mean + halfWidth);
  }
}
