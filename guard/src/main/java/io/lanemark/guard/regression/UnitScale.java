package io.lanemark.guard.regression;

import io.lanemark.text.Scale;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// How costs are shown in the kind of number that was measured: as operations per second, as times,
/// or as sizes.
///
/// @param unit what they were measured in
/// @param scale suits them
public record UnitScale(Unit unit, Scale scale) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String PER_OPERATION = "/op";

  /// The scale that suits some costs.
  ///
  /// @param unit what they were measured in
  /// @param costs to be shown together, as [Unit#cost] answers them
  /// @return a unit of the same kind, and decimals
  public static UnitScale of(Unit unit, double... costs) {
    DoubleStream shown = Arrays.stream(costs).map(cost -> shown(unit, cost));
    if (unit.higherIsBetter()) {
      return new UnitScale(unit, Scale.of("ops/s", shown));
    }
    return new UnitScale(
        unit, unit.equals(Unit.BYTES) ? Scale.ofBytes(shown) : Scale.ofNanos(shown));
  }

  private static double shown(Unit unit, double cost) {
    if (unit.higherIsBetter()) {
      return 1 / cost;
    }
    return unit.equals(Unit.BYTES) ? cost : cost * NANOS_PER_SECOND;
  }

  /// A cost as the number to be drawn.
  ///
  /// @param cost as [Unit#cost] answers it
  /// @return in [#symbol]
  public double in(double cost) {
    return scale.in(shown(unit, cost));
  }

  /// A cost as text, without the unit.
  ///
  /// @param cost as [Unit#cost] answers it
  /// @return digits, with commas between thousands
  public String number(double cost) {
    return scale.number(shown(unit, cost));
  }

  /// The unit of the numbers.
  ///
  /// @return such as `ops/s`, `µs/op`, or `MiB`
  public String symbol() {
    return scale.unit() + (unit.symbol().endsWith(PER_OPERATION) ? PER_OPERATION : "");
  }
}
