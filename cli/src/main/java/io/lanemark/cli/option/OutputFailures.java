package io.lanemark.cli.option;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ErrorLine;
import io.lanemark.exit.ExitCode;
import io.lanemark.results.BadResultsException;
import java.io.PrintWriter;

/// The outputs that could not be written when the answer of a command was there already. Each is
/// one line on standard error, and none takes the answer away: the other outputs are written, and
/// of the exit codes only 0 becomes another one.
public final class OutputFailures {

  private boolean any;

  /// No failure yet.
  public OutputFailures() {}

  /// Writes an output.
  @FunctionalInterface
  public interface Output {
    /// Writes it.
    ///
    /// @throws CommandException if it cannot be written
    /// @throws BadResultsException if what it is made from cannot be read
    /// @throws InterruptedException if interrupted
    void write() throws InterruptedException;
  }

  /// Writes an output, or prints why that is impossible.
  ///
  /// @param output what is written
  /// @param err gets one line if it fails
  /// @throws InterruptedException if interrupted
  public void attempt(Output output, PrintWriter err) throws InterruptedException {
    try {
      output.write();
    } catch (CommandException | BadResultsException e) {
      any = true;
      ErrorLine.print(err, String.valueOf(e.getMessage()));
    }
  }

  /// The exit code of the command.
  ///
  /// @param answer the exit code that its answer has
  /// @return `answer`; [ExitCode#CANNOT_CREATE] if that is 0 and an output is missing
  public ExitCode exitCode(ExitCode answer) {
    return any && answer == ExitCode.OK ? ExitCode.CANNOT_CREATE : answer;
  }
}
