package io.lanemark.guard.acceptance;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes of the cost that are expected, in the direction of the tables: +5 % is slower, or more.
///
/// @param leastPercent at most `mostPercent`
/// @param mostPercent above 0: only a slow-down needs to be accepted
record ChangeRange(double leastPercent, double mostPercent) {

  private static final String PERCENT = "([+−-]?\\d{1,6}(?:\\.\\d{1,3})?) ?%";
  private static final Pattern RANGE = Pattern.compile(PERCENT + " ?\\.\\. ?" + PERCENT);

  ChangeRange {
    if (!(leastPercent <= mostPercent && mostPercent > 0)) {
      throw new IllegalArgumentException(
          "a range must go from a smaller to a larger change, and end above 0: %s..%s"
              .formatted(percent(leastPercent), percent(mostPercent)));
    }
  }

  /// Reads a range such as `+5%..+15%`.
  ///
  /// @throws IllegalArgumentException if it is invalid
  static ChangeRange parse(String text) {
    Matcher range = RANGE.matcher(text.strip());
    if (!range.matches()) {
      throw new IllegalArgumentException("a range must be like +5%..+15%: '" + text + "'");
    }
    return new ChangeRange(number(range.group(1)), number(range.group(2)));
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace('−', '-'));
  }

  /// Whether a change lies in it, to the tenth of a percent that tables show.
  ///
  /// @param ratio of costs, candidate over base
  boolean contains(double ratio) {
    double percent = Math.round(1000 * (ratio - 1)) / 10.0;
    return percent >= leastPercent && percent <= mostPercent;
  }

  /// As it is written in the file.
  String text() {
    return percent(leastPercent) + ".." + percent(mostPercent);
  }

  private static String percent(double percent) {
    String digits = BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    return (percent < 0 ? "" : "+") + digits + "%";
  }
}
