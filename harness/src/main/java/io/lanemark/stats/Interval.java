package io.lanemark.stats;

import java.util.function.DoubleUnaryOperator;

/// A closed interval of numbers.
///
/// @param low its lower end
/// @param high its upper end, not below `low`
public record Interval(double low, double high) {
  /// Refuses ends that are not numbers, or in the wrong order.
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "the low end must not be above the high end: %s, %s".formatted(low, high));
    }
  }

  /// Maps both ends.
  ///
  /// @param increasing a function that keeps the order
  /// @return the interval between the mapped ends
  public Interval map(DoubleUnaryOperator increasing) {
    return new Interval(increasing.applyAsDouble(low), increasing.applyAsDouble(high));
  }

  /// Whether all of it lies above a bound.
  ///
  /// @param bound a number
  /// @return false if it touches the bound
  public boolean isAbove(double bound) {
    return low > bound;
  }
}
