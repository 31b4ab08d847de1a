package io.lanemark.cli.option;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads whole numbers, and refuses others in words that are not Java's.
public final class WholeNumberConverter {

  private WholeNumberConverter() {}

  /// Makes a command and its subcommands read all whole numbers this way.
  ///
  /// @param commandLine has its subcommands already
  public static void registerWith(CommandLine commandLine) {
    ITypeConverter<Integer> ints = text -> parsed(text, Integer::valueOf, Integer.MAX_VALUE);
    ITypeConverter<Long> longs = text -> parsed(text, Long::valueOf, Long.MAX_VALUE);
    commandLine
        .registerConverter(int.class, ints)
        .registerConverter(Integer.class, ints)
        .registerConverter(long.class, longs)
        .registerConverter(Long.class, longs);
  }

  private static <N> N parsed(String text, Function<String, N> parser, long most) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'%s' is not a whole number of at most %s".formatted(text, Long.toString(most)));
    }
  }
}
