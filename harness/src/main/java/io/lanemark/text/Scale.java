package io.lanemark.text;

import java.util.Locale;
import java.util.stream.DoubleStream;

/// A unit and a number of decimals that suit some values, so that they can be read side by side.
///
/// @param unit its symbol; empty for a plain number
/// @param size how much of the base unit one of it is
/// @param decimals digits after the point
public record Scale(String unit, double size, int decimals) {

  private static final int MOST_DECIMALS = 3;

  /// Chooses the scale of plain numbers.
  ///
  /// @param unit symbol of the unit that the values are in
  /// @param values numbers to be shown together; possibly none
  /// @return a scale of size 1
  public static Scale of(String unit, DoubleStream values) {
    return suited(values.toArray(), new Scale(unit, 1, 0));
  }

  /// Chooses the scale of times in nanoseconds.
  ///
  /// @param nanos times to be shown together; possibly none
  /// @return ns, µs, ms or s, as the largest asks for
  public static Scale ofNanos(DoubleStream nanos) {
    return suited(
        nanos.toArray(),
        new Scale("s", 1e9, 0),
        new Scale("ms", 1e6, 0),
        new Scale("µs", 1e3, 0),
        new Scale("ns", 1, 0));
  }

  /// Chooses the scale of sizes in bytes.
  ///
  /// @param bytes sizes to be shown together; possibly none
  /// @return bytes, KiB, MiB or GiB, as the largest asks for
  public static Scale ofBytes(DoubleStream bytes) {
    return suited(
        bytes.toArray(),
        new Scale("GiB", 0x1p30, 0),
        new Scale("MiB", 0x1p20, 0),
        new Scale("KiB", 0x1p10, 0),
        new Scale("bytes", 1, 0));
  }

  /// A value in this unit.
  ///
  /// @param value in the base unit
  /// @return the number to be drawn
  public double in(double value) {
    return value / size;
  }

  /// A value as text, without the unit.
  ///
  /// @param value in the base unit
  /// @return digits, with commas between thousands
  public String number(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", in(value));
  }

  /// A value as text.
  ///
  /// @param value in the base unit
  /// @return digits and unit
  public String text(double value) {
    return unit.isEmpty() ? number(value) : number(value) + " " + unit;
  }

  /// A round value as short as it can be, such as the label of an axis.
  ///
  /// @param value in the base unit
  /// @return digits without trailing zeros, and the unit
  public String compact(double value) {
    return String.format(Locale.ROOT, "%.3f", in(value)).replaceAll("\\.?0+$", "") + " " + unit;
  }

  private static Scale suited(double[] values, Scale... candidates) {
    double largest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
    Scale chosen = candidates[candidates.length - 1];
    for (Scale candidate : candidates) {
      if (candidate.in(largest) >= 1) {
        chosen = candidate;
        break;
      }
    }
    Scale unit = chosen;
    double smallest =
        DoubleStream.of(values).map(Math::abs).filter(value -> value > 0).min().orElse(0);
    int decimals = Math.max(significant(2, unit.in(smallest)), significant(3, unit.in(largest)));
    return new Scale(unit.unit, unit.size, Math.clamp(decimals, 0, MOST_DECIMALS));
  }

  private static int significant(int digits, double value) {
    return value <= 0 ? 0 : digits - 1 - (int) Math.floor(Math.log10(value));
  }
}
