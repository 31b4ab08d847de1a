package io.lanemark.workload;

import java.util.Objects;

/// One setting of a workload.
///
/// @param name as in `--param name=value`
/// @param defaultValue the value unless another is given
/// @param description one line, with the unit
public record Parameter(String name, String defaultValue, String description) {
  /// Refuses missing parts.
  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(defaultValue, "defaultValue");
    Objects.requireNonNull(description, "description");
  }
}
