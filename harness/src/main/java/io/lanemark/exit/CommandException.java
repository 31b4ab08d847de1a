package io.lanemark.exit;

/// Ends a command with one line and an exit code.
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /// Creates the exception that ends a command.
  ///
  /// @param exitCode what it exits with
  /// @param message what was wrong, the value, and what would be right
  public CommandException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// What the command exits with.
  ///
  /// @return never [ExitCode#OK]
  public ExitCode exitCode() {
    return exitCode;
  }
}
