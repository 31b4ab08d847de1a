package io.lanemark.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a number of bytes like options of the JVM: `512M`, with K, M or G for powers of 1024.
final class MemorySizeConverter implements ITypeConverter<Long> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KkMmGg]?)");

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw refused(text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), unitBytes(size.group(2)));
    } catch (ArithmeticException e) {
      throw refused(text);
    }
  }

  private static long unitBytes(String suffix) {
    return switch (suffix) {
      case "K", "k" -> 1L << 10;
      case "M", "m" -> 1L << 20;
      case "G", "g" -> 1L << 30;
      default -> 1;
    };
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "invalid size '%s': use for example 512M or 2G".formatted(text));
  }
}
