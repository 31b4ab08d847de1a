package io.lanemark.exit;

import java.io.PrintWriter;

/// The one line in which a command says what is wrong.
public final class ErrorLine {

  private ErrorLine() {}

  /// Prints it at once, without control characters.
  ///
  /// @param err standard error
  /// @param message what was wrong, the value, and what would be right
  public static void print(PrintWriter err, String message) {
    err.println("lanemark: " + message.replaceAll("\\p{Cntrl}+", " "));
    err.flush();
  }
}
