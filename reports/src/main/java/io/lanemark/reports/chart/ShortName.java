package io.lanemark.reports.chart;

/// Names, shortened so that they fit into a chart.
final class ShortName {

  private static final int MOST_CHARACTERS = 17;

  private ShortName() {}

  static String of(String name) {
    return name.codePointCount(0, name.length()) <= MOST_CHARACTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
  }
}
