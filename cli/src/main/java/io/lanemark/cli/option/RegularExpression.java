package io.lanemark.cli.option;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a regular expression, and says in one line what is wrong with one that is none.
public final class RegularExpression implements ITypeConverter<Pattern> {

  @Override
  public Pattern convert(String text) {
    return parse(text);
  }

  static Pattern parse(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException(
          "'%s' is no regular expression: %s".formatted(text, e.getDescription()));
    }
  }
}
