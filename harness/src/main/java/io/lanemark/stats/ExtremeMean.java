package io.lanemark.stats;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// The lowest or highest of a few draws, estimated from all values of a sample: a U-statistic (W.
/// Hoeffding, *A Class of Statistics with Asymptotically Normal Distribution*, Annals of
/// Mathematical Statistics 19, 1948).
///
/// The plain minimum of more values is lower on average, so that minima of samples of unequal size
/// must not be compared; these can be.
public final class ExtremeMean {

  private ExtremeMean() {}

  /// The mean of the lowest values of a subset, averaged over all subsets of one size.
  ///
  /// @param sample at least `draws` values
  /// @param draws size of the subsets, at least 1
  /// @param count how many of the lowest, from 1 to `draws`
  /// @return the minimum if all values are drawn and one counts
  public static double ofLowest(Sample sample, int draws, int count) {
    return average(sorted(sample), draws, count);
  }

  /// The mean of the highest values of a subset, averaged over all subsets of one size.
  ///
  /// @param sample at least `draws` values
  /// @param draws size of the subsets, at least 1
  /// @param count how many of the highest, from 1 to `draws`
  /// @return the maximum if all values are drawn and one counts
  public static double ofHighest(Sample sample, int draws, int count) {
    double[] negated = sorted(sample.map(value -> -value));
    return -average(negated, draws, count);
  }

  private static double[] sorted(Sample sample) {
    return sample.stream().sorted().toArray();
  }

  private static double average(double[] sorted, int draws, int count) {
    int size = sorted.length;
    if (draws < 1 || draws > size || count < 1 || count > draws) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "cannot average the %d lowest of %d draws from %d values",
              count,
              draws,
              size));
    }
    if (draws == size) {
      return Arrays.stream(sorted, 0, count).average().orElseThrow();
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      // A value counts if it is drawn, and fewer than `count` of the i lower ones are.
      double share =
          (double) draws
              / size
              * HypergeometricDistribution.of(size - 1, i, draws - 1)
                  .cumulativeProbability(count - 1);
      sum += share * sorted[i];
    }
    return sum / count;
  }
}
