package io.lanemark.guard.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.results.Case;
import io.lanemark.stats.Interval;
import io.lanemark.stats.Sample;
import io.lanemark.stats.Student;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run measured of one number of one case.
///
/// @param measured the case
/// @param number which number of it, as in [BenchmarkKey#number]
/// @param unit symbol of the unit
/// @param value geometric mean over the forks of the mean of each, in the unit; 6 digits
/// @param interval where the true value lies, with [ComparisonSettings#INTERVAL_CONFIDENCE]; null
///   with a single fork
/// @param forks number of forks; at least 1
/// @param failures number of trials without a usable score; at least 0
public record HistoryScore(
    @JsonUnwrapped Case measured,
    String number,
    String unit,
    double value,
    @JsonInclude(Include.NON_NULL) @Nullable Interval interval,
    int forks,
    int failures) {

  private static final MathContext DIGITS = new MathContext(6);

  /// Refuses missing parts, invalid units and invalid values.
  public HistoryScore {
    Objects.requireNonNull(measured, "measured");
    Unit.of(new BenchmarkKey(measured, number), unit);
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a value must be above 0: " + value);
    }
    if (interval != null && !(interval.low() > 0 && interval.high() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an interval must lie above 0: " + interval);
    }
    if (forks < 1 || failures < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a score needs at least 1 fork, and at least 0 failures: %d, %d",
              forks,
              failures));
    }
  }

  /// Summarizes what was measured.
  ///
  /// @param measured forks of iterations
  /// @return empty if no fork has a score
  public static Optional<HistoryScore> of(Measured measured) {
    if (measured.forks().isEmpty()) {
      return Optional.empty();
    }
    Unit unit = measured.unit();
    Sample logarithms =
        Sample.of(
            measured.forks().stream()
                .mapToDouble(fork -> Math.log(fork.map(unit::value).mean()))
                .toArray());
    return Optional.of(
        new HistoryScore(
            measured.key().measured(),
            measured.key().number(),
            unit.symbol(),
            short6(Math.exp(logarithms.mean())),
            logarithms.size() < 2
                ? null
                : Student.mean(logarithms, ComparisonSettings.INTERVAL_CONFIDENCE)
                    .map(logarithm -> short6(Math.exp(logarithm))),
            logarithms.size(),
            measured.failures().size()));
  }

  private static double short6(double value) {
    return new BigDecimal(Math.clamp(value, Double.MIN_NORMAL, Double.MAX_VALUE))
        .round(DIGITS)
        .doubleValue();
  }

  /// What was measured.
  ///
  /// @return the case and which number of it
  public BenchmarkKey key() {
    return new BenchmarkKey(measured, number);
  }

  /// The unit, with the direction that is better.
  ///
  /// @return the unit of [#unit]
  public Unit ofUnit() {
    return Unit.of(key(), unit);
  }

  /// The value as cost, so that scores in different units can be compared.
  ///
  /// @return less is better
  public double cost() {
    return ofUnit().cost(value);
  }

  /// The interval as cost.
  ///
  /// @return null with a single fork
  public @Nullable Interval costs() {
    if (interval == null) {
      return null;
    }
    double low = ofUnit().cost(interval.low());
    double high = ofUnit().cost(interval.high());
    return new Interval(Math.min(low, high), Math.max(low, high));
  }
}
