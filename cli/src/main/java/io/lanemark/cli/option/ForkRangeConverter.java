package io.lanemark.cli.option;

import io.lanemark.guard.sequential.ForkRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a range of forks: `3..10`, or `5` for exactly 5.
final class ForkRangeConverter implements ITypeConverter<ForkRange> {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4}))?");

  @Override
  public ForkRange convert(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new TypeConversionException(
          "invalid range '%s': use for example 3..10".formatted(text));
    }
    int least = Integer.parseInt(range.group(1));
    try {
      return new ForkRange(
          least, range.group(2) == null ? least : Integer.parseInt(range.group(2)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
