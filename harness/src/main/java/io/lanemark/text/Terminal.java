package io.lanemark.text;

import java.io.PrintWriter;

/// Where lines for people go, and whether it shows colours.
///
/// @param out gets the lines; flushed after each one that should be seen at once
/// @param coloured whether it shows ANSI colours
public record Terminal(PrintWriter out, boolean coloured) {

  private static final String RED = "\u001B[31m";
  private static final String PLAIN = "\u001B[39m\u001B[0m";

  /// A text that stands out.
  ///
  /// @param text what went wrong
  /// @return the text in red, or as it is where there are no colours
  public String red(String text) {
    return coloured ? RED + text + PLAIN : text;
  }
}
