package io.lanemark.workload;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A value for each parameter of a workload: given, or the default.
public final class Arguments {

  private final SortedMap<String, String> values;

  private Arguments(SortedMap<String, String> values) {
    this.values = values;
  }

  /// Fills in the defaults.
  ///
  /// @param parameters all parameters
  /// @param given values by name
  /// @return a value for each parameter
  /// @throws IllegalArgumentException if a given name is not the name of a parameter; the message
  ///   lists the names
  public static Arguments of(List<Parameter> parameters, Map<String, String> given) {
    SortedMap<String, String> values = new TreeMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
    given.forEach(
        (name, value) -> {
          if (values.replace(name, value) == null) {
            throw new IllegalArgumentException(
                "no parameter '%s'; expected one of %s".formatted(name, values.keySet()));
          }
        });
    return new Arguments(values);
  }

  /// Reads what [#toString] wrote.
  ///
  /// @param parameters all parameters
  /// @param text `name=value`, joined by commas; may be empty
  /// @return a value for each parameter
  public static Arguments parse(List<Parameter> parameters, String text) {
    Map<String, String> given = new TreeMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("expected name=value, not '%s'".formatted(pair));
      }
      given.put(parts[0], parts[1]);
    }
    return of(parameters, given);
  }

  /// The value as it was given.
  ///
  /// @param name a parameter
  /// @return its value
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no parameter '%s'; expected one of %s".formatted(name, values));
    }
    return value;
  }

  /// The value as a whole number.
  ///
  /// @param name a parameter
  /// @param least the smallest valid value
  /// @return its value
  /// @throws IllegalArgumentException if it is not such a number
  public int wholeNumber(String name, int least) {
    return Math.toIntExact(
        parsed(name, Long::parseLong, least, Integer.MAX_VALUE, "a whole number"));
  }

  /// The value as a decimal number.
  ///
  /// @param name a parameter
  /// @param least the smallest valid value
  /// @param most the largest valid value
  /// @return its value
  /// @throws IllegalArgumentException if it is not such a number
  public double number(String name, double least, double most) {
    return parsed(name, Arguments::decimal, least, most, "a number");
  }

  private <N extends Number> N parsed(
      String name, Function<String, N> parser, double least, double most, String what) {
    String value = text(name);
    try {
      N number = parser.apply(value);
      if (number.doubleValue() >= least && number.doubleValue() <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The message below also covers a text that is not a number.
    }
    throw new IllegalArgumentException(
        "%s must be %s from %s to %s: '%s'"
            .formatted(name, what, plain(least), plain(most), value));
  }

  /// As [Double#parseDouble], which also takes hexadecimal digits and the suffixes of Java's
  /// literals.
  private static double decimal(String text) {
    if (text.matches(".*[a-zA-Z&&[^eE]].*")) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(text);
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  /// The canonical text: `name=value` in the order of the names, joined by commas.
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Arguments that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
