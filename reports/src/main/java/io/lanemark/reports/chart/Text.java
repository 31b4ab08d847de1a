package io.lanemark.reports.chart;

/// Names as they fit into a drawing.
final class Text {

  private static final int MOST_CHARACTERS = 17;

  private Text() {}

  static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= MOST_CHARACTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
  }
}
