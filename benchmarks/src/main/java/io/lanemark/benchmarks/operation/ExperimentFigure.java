package io.lanemark.benchmarks.operation;

import java.util.Locale;

/// A number that an experiment found, and the most that it may be.
///
/// @param what which number, in one line
/// @param value in the unit
/// @param most what it may be; infinite where there is no bar
/// @param unit symbol
public record ExperimentFigure(String what, double value, double most, String unit) {

  /// A number that is held to no bar.
  static ExperimentFigure plain(String what, double value, String unit) {
    return new ExperimentFigure(what, value, Double.POSITIVE_INFINITY, unit);
  }

  /// Whether it is within its bar.
  ///
  /// @return true where there is none
  public boolean isKept() {
    return value <= most;
  }

  /// The number, and what is to be said of it.
  @Override
  public String toString() {
    String number = String.format(Locale.ROOT, "%,.3f %s", value, unit);
    return Double.isInfinite(most)
        ? number
        : String.format(
            Locale.ROOT, "%s, bar %,.0f %s: %s", number, most, unit, isKept() ? "kept" : "missed");
  }
}
