package io.lanemark.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How wide help may be.
final class TerminalWidth {

  /// Longer lines are hard to read.
  static final int MOST = 80;

  /// picocli needs as many.
  static final int LEAST = 55;

  private static final File TERMINAL = new File("/dev/tty");
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");
  private static final Pattern COLUMNS = Pattern.compile("\\d{1,4}");
  private static final long ANSWERS_WITHIN_SECONDS = 2;

  private TerminalWidth() {}

  /// The width of the variable COLUMNS, or else of the terminal of this process.
  ///
  /// @return within the limits; the largest if neither is known
  static int columns() {
    return of(System.getenv("COLUMNS"));
  }

  static int of(@Nullable String columns) {
    int known =
        columns != null && COLUMNS.matcher(columns).matches()
            ? Integer.parseInt(columns)
            : ofTerminal().orElse(0);
    return known == 0 ? MOST : Math.clamp(known, LEAST, MOST);
  }

  /// A JVM cannot ask for it.
  private static Optional<Integer> ofTerminal() {
    if (!TERMINAL.exists()) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          return Optional.empty();
        }
        Matcher size =
            SIZE.matcher(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        return size.matches() ? Optional.of(Integer.valueOf(size.group(1))) : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // No terminal, or no such program.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
