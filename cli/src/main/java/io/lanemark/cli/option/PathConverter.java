package io.lanemark.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a path. An empty one, as from a variable that is not set, would be the working directory.
public final class PathConverter implements ITypeConverter<Path> {

  private PathConverter() {}

  /// Makes a command and its subcommands read all paths this way.
  ///
  /// @param commandLine has its subcommands already
  public static void registerWith(CommandLine commandLine) {
    commandLine.registerConverter(Path.class, new PathConverter());
  }

  @Override
  public Path convert(String text) {
    return parsed(text);
  }

  static Path parsed(String text) {
    if (text.isBlank()) {
      throw isEmpty(text);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' is not a valid path: %s".formatted(text, e.getReason()));
    }
  }

  static TypeConversionException isEmpty(String text) {
    return new TypeConversionException(
        "the path '%s' is empty: use '.' for the working directory".formatted(text));
  }
}
