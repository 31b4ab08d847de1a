package io.lanemark.cli.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a duration: `20m`, `90s`, `1h30m` or `500ms`.
public final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern SPAN =
      Pattern.compile("(?:(\\d{1,3})h)?(?:(\\d{1,4})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

  @Override
  public Duration convert(String text) {
    Matcher span = SPAN.matcher(text);
    if (text.isEmpty() || !span.matches()) {
      throw new TypeConversionException(
          "invalid duration '%s': use for example 20m, 90s or 1h30m".formatted(text));
    }
    return Duration.ofHours(number(span, 1))
        .plusMinutes(number(span, 2))
        .plusSeconds(number(span, 3))
        .plusMillis(number(span, 4));
  }

  private static long number(Matcher span, int group) {
    String digits = span.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
