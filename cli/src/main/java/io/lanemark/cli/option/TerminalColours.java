package io.lanemark.cli.option;

import java.io.Console;
import java.util.Optional;

/// Whether standard output shows colours.
final class TerminalColours {

  private TerminalColours() {}

  /// On a terminal alone, and not where `NO_COLOR` is set (no-color.org) or the terminal is a dumb
  /// one.
  static boolean wanted() {
    String noColor = System.getenv("NO_COLOR");
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }
}
