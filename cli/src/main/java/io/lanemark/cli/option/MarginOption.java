package io.lanemark.cli.option;

import io.lanemark.guard.regression.Margins;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A margin for all cases, or for the cases that a pattern matches.
///
/// @param pattern null for all cases
/// @param share the largest change to ignore
record MarginOption(@Nullable Pattern pattern, double share) {

  /// Combines the margins of a command line.
  ///
  /// @param fallback the usual margin if none is given for all cases
  /// @throws IllegalArgumentException if one is invalid, or two are for all cases
  static Margins margins(List<MarginOption> options, double fallback) {
    List<Double> usual =
        options.stream().filter(each -> each.pattern() == null).map(MarginOption::share).toList();
    if (usual.size() > 1) {
      throw new IllegalArgumentException("--margin is given twice without a REGEX: " + usual);
    }
    return new Margins(
        usual.isEmpty() ? fallback : usual.getFirst(),
        options.stream().flatMap(MarginOption::special).toList());
  }

  private Stream<Margins.Special> special() {
    return pattern == null ? Stream.empty() : Stream.of(new Margins.Special(pattern, share));
  }

  /// Reads `3%` and `REGEX=3%`, split at the last equals sign.
  static final class Converter implements ITypeConverter<MarginOption> {
    @Override
    public MarginOption convert(String text) {
      int division = text.lastIndexOf('=');
      String size = text.substring(division + 1);
      double share = ShareConverter.parse(size);
      if (share >= 1 && !size.endsWith("%")) {
        throw new TypeConversionException(
            String.format(
                Locale.ROOT,
                "'%s' means %.0f %%: write '%s%%' for percent",
                size,
                100 * share,
                size));
      }
      if (division < 0) {
        return new MarginOption(null, share);
      }
      return new MarginOption(RegexConverter.parse(text.substring(0, division)), share);
    }
  }
}
