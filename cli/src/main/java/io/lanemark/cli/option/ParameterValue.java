package io.lanemark.cli.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A value for a parameter of the workloads.
///
/// @param name of the parameter
/// @param value may be empty
record ParameterValue(String name, String value) {

  /// The values by name.
  ///
  /// @throws IllegalArgumentException if a name is given twice
  static Map<String, String> byName(List<ParameterValue> values) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (ParameterValue each : values) {
      String other = byName.put(each.name(), each.value());
      if (other != null) {
        throw new IllegalArgumentException(
            "--param gives '%s' two values, '%s' and '%s': give one"
                .formatted(each.name(), other, each.value()));
      }
    }
    return byName;
  }

  /// Reads `name=value`.
  static final class Converter implements ITypeConverter<ParameterValue> {
    @Override
    public ParameterValue convert(String text) {
      int division = text.indexOf('=');
      if (division < 1) {
        throw new TypeConversionException(
            "'%s' has no value: use for example latencyMillis=50".formatted(text));
      }
      return new ParameterValue(text.substring(0, division), text.substring(division + 1));
    }
  }
}
