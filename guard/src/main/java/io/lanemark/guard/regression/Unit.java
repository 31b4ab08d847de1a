package io.lanemark.guard.regression;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The unit of a number that is compared, and which way is better.
///
/// Comparisons work on *cost*: seconds per operation, bytes, or anything else of which less is
/// better. A throughput is inverted, so that scores in `ops/s` and in `ops/ms`, or in `ns/op` and
/// in `us/op`, become numbers of one kind.
///
/// @param symbol as it is written
/// @param higherIsBetter whether more of it is better
/// @param size its size in base units; above 0
public record Unit(String symbol, boolean higherIsBetter, double size) {

  /// Memory.
  public static final Unit BYTES = new Unit("bytes", false, 1);

  /// The time of a task, or its CPU time.
  public static final Unit NANOS = new Unit("ns", false, 1e-9);

  private static final String THROUGHPUT = "thrpt";

  private static final Pattern SCORE_UNIT = Pattern.compile("(?:ops/(\\w+|[µμ]s)|(\\w+|[µμ]s)/op)");

  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("µs", 1e-6),
          Map.entry("μs", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("min", 60.0),
          Map.entry("hr", 3_600.0),
          Map.entry("day", 86_400.0));

  private static final Map<String, Boolean> HIGHER_IS_BETTER_BY_MODE =
      Map.of(THROUGHPUT, true, "avgt", false, "sample", false, "ss", false);

  /// Refuses an invalid size.
  public Unit {
    Objects.requireNonNull(symbol, "symbol");
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the size of a unit must be above 0: " + size);
    }
  }

  /// The unit of a JMH score.
  ///
  /// @param mode JMH's short label of the mode: `thrpt`, `avgt`, `sample` or `ss`
  /// @param symbol `ops/` and a unit of time for `thrpt`, a unit of time and `/op` for the others
  /// @return the unit
  /// @throws IllegalArgumentException if it is not a mode of JMH, or not a unit of that mode
  public static Unit ofScore(String mode, String symbol) {
    Boolean higherIsBetter = HIGHER_IS_BETTER_BY_MODE.get(mode);
    if (higherIsBetter == null) {
      throw new IllegalArgumentException(
          "the mode must be thrpt, avgt, sample or ss: '%s'".formatted(mode));
    }
    Matcher matcher = SCORE_UNIT.matcher(symbol);
    String time = matcher.matches() ? matcher.group(higherIsBetter ? 1 : 2) : null;
    Double seconds = time == null ? null : SECONDS.get(time);
    if (seconds == null) {
      throw new IllegalArgumentException(
          "the unit of a score in mode %s must be like %s: '%s'"
              .formatted(mode, higherIsBetter ? "ops/s" : "ns/op", symbol));
    }
    return new Unit(symbol, higherIsBetter, higherIsBetter ? 1 / seconds : seconds);
  }

  /// The unit of a number.
  ///
  /// @param key which number of which case
  /// @param symbol as it is written
  /// @return the unit
  /// @throws IllegalArgumentException if the number cannot have that unit
  public static Unit of(BenchmarkKey key, String symbol) {
    return key.number().equals(BenchmarkKey.SCORE)
        ? ofScore(key.measured().mode(), symbol)
        : Stream.of(BYTES, NANOS)
            .filter(unit -> unit.symbol().equals(symbol))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the unit of %s must be bytes or ns: '%s'"
                            .formatted(key.number(), symbol)));
  }

  /// A value as cost.
  ///
  /// @param value in this unit
  /// @return less is better; finite and above 0 if the value is, and if it fits into a `double`
  public double cost(double value) {
    return higherIsBetter ? 1 / (value * size) : value * size;
  }

  /// A cost as a value in this unit.
  ///
  /// @param cost what [#cost] answered
  /// @return the value again, except for rounding
  public double value(double cost) {
    return higherIsBetter ? 1 / (cost * size) : cost / size;
  }
}
