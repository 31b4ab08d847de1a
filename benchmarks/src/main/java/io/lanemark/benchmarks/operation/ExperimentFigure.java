package io.lanemark.benchmarks.operation;

import java.util.Locale;

/// A number that an experiment measured, and its target.
///
/// @param what which number, in one line
/// @param value in the unit
/// @param most the target: the largest value that is good enough; infinite if there is none
/// @param unit symbol
public record ExperimentFigure(String what, double value, double most, String unit) {

  /// A number without a target.
  static ExperimentFigure plain(String what, double value, String unit) {
    return new ExperimentFigure(what, value, Double.POSITIVE_INFINITY, unit);
  }

  /// Whether it meets its target.
  ///
  /// @return true if there is none
  public boolean isMet() {
    return value <= most;
  }

  /// The number, and whether it meets its target.
  @Override
  public String toString() {
    String number = String.format(Locale.ROOT, "%,.3f %s", value, unit);
    return Double.isInfinite(most)
        ? number
        : String.format(
            Locale.ROOT,
            "%s, target at most %,.0f %s: %s",
            number,
            most,
            unit,
            isMet() ? "met" : "missed");
  }
}
