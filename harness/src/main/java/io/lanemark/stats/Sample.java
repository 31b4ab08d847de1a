package io.lanemark.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// Independent measurements of one thing, such as the scores of the forks of a case.
public final class Sample {

  private final double[] values;

  private Sample(double[] values) {
    this.values = values;
  }

  /// Copies the values.
  ///
  /// @param values finite numbers, in the order in which they were measured
  /// @return the sample; possibly empty
  public static Sample of(double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a sample needs finite numbers: " + value);
      }
    }
    return new Sample(values.clone());
  }

  /// Copies the values.
  ///
  /// @param values finite numbers, in the order in which they were measured
  /// @return the sample; possibly empty
  public static Sample of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// How many there are.
  ///
  /// @return at least 0
  public int size() {
    return values.length;
  }

  /// Whether there is none.
  ///
  /// @return true for an empty sample
  public boolean isEmpty() {
    return values.length == 0;
  }

  /// The values in the order in which they were measured.
  ///
  /// @return a stream of all values
  public DoubleStream stream() {
    return Arrays.stream(values);
  }

  /// Every value mapped.
  ///
  /// @param function applied to each value
  /// @return as many values, in the same order
  public Sample map(DoubleUnaryOperator function) {
    return of(stream().map(function).toArray());
  }

  /// The arithmetic mean.
  ///
  /// @return the mean of a sample that is not empty
  public double mean() {
    return stream().average().orElseThrow(Sample::empty);
  }

  /// The unbiased estimate of the variance, with n - 1 in the denominator.
  ///
  /// @return the variance of a sample of at least 2 values
  public double variance() {
    if (size() < 2) {
      throw new IllegalStateException("a variance needs at least 2 values, not " + size());
    }
    double mean = mean();
    return stream().map(value -> (value - mean) * (value - mean)).sum() / (size() - 1);
  }

  /// The value in the middle, or the mean of the two in the middle (R's `median`; type 7 of R. J.
  /// Hyndman and Y. Fan, *Sample Quantiles in Statistical Packages*, The American Statistician 50,
  /// 1996).
  ///
  /// @return the median of a sample that is not empty
  public double median() {
    if (isEmpty()) {
      throw empty();
    }
    double[] sorted = stream().sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The smallest value.
  ///
  /// @return the minimum of a sample that is not empty
  public double min() {
    return stream().min().orElseThrow(Sample::empty);
  }

  /// The largest value.
  ///
  /// @return the maximum of a sample that is not empty
  public double max() {
    return stream().max().orElseThrow(Sample::empty);
  }

  private static IllegalStateException empty() {
    return new IllegalStateException("the sample is empty; it needs at least 1 value");
  }
}
