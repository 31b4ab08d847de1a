package io.lanemark.cli.option;

import java.io.Console;
import java.util.Optional;

/// Tells whether the table of verdicts is coloured.
final class TerminalColours {

  private TerminalColours() {}

  /// Only on a terminal, and not if `NO_COLOR` is set (no-color.org) or `TERM` is `dumb`.
  static boolean enabled() {
    String noColor = System.getenv("NO_COLOR");
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }
}
