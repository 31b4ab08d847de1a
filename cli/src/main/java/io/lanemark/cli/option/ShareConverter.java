package io.lanemark.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a share: `3%` or `0.03`.
final class ShareConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    return parse(text);
  }

  static double parse(String text) {
    boolean percent = text.endsWith("%");
    try {
      double number =
          Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
      return percent ? number / 100 : number;
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "invalid share '%s': use for example 3%% or 0.03".formatted(text));
    }
  }
}
