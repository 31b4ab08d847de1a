package io.lanemark.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A share as people write it: `3%`, or `0.03`.
final class Share implements ITypeConverter<Double> {

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
      throw new TypeConversionException("'%s' is no share such as 3%% or 0.03".formatted(text));
    }
  }
}
