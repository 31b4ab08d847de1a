package io.lanemark.cli.option;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a point in time in UTC: `2026-01-31T12:00:00Z`.
public final class InstantConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "invalid time '%s': use for example 2026-01-31T12:00:00Z".formatted(text));
    }
  }
}
