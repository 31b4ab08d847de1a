package io.lanemark.text;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// Where lines for people go, and whether it shows colours.
///
/// @param out gets the lines; flushed after each one that should be seen at once
/// @param coloured whether it shows ANSI colours
public record Terminal(PrintWriter out, boolean coloured) {

  /// A system property: `true` or `false` if the parent of this process knows whether the terminal
  /// shows colours. A process whose standard input is a pipe cannot find out.
  public static final String COLOURS = "lanemark.colours";

  private static final String RED = "\u001B[31m";
  private static final String PLAIN = "\u001B[39m\u001B[0m";

  /// Tells whether standard output shows colours: only on a terminal, and not if `NO_COLOR` is set
  /// (no-color.org) or `TERM` is `dumb`.
  ///
  /// @return whether what is printed there may be coloured
  public static boolean showsColours() {
    String known = System.getProperty(COLOURS);
    return known == null ? isColourTerminal() : Boolean.parseBoolean(known);
  }

  private static boolean isColourTerminal() {
    String noColor = System.getenv("NO_COLOR");
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }

  /// A text that stands out.
  ///
  /// @param text what went wrong
  /// @return the text in red, or unchanged if there are no colours
  public String red(String text) {
    return coloured ? RED + text + PLAIN : text;
  }
}
