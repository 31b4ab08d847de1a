package io.lanemark.cli.option;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a regular expression, and refuses an invalid one with a message of one line.
public final class RegexConverter implements ITypeConverter<Pattern> {

  @Override
  public Pattern convert(String text) {
    return parse(text);
  }

  static Pattern parse(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException(
          "invalid regular expression '%s': %s".formatted(text, e.getDescription()));
    }
  }
}
