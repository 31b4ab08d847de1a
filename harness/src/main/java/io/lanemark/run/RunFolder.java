package io.lanemark.run;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.files.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The folder that one process at a time measures into.
public final class RunFolder {

  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private RunFolder() {}

  /// The name of a run.
  ///
  /// @param startedAt when it began
  /// @return such as `20260131-235959`, in the time zone of this machine
  public static String runId(Instant startedAt) {
    return RUN_ID.format(startedAt);
  }

  /// Keeps other processes out of a folder: two that write into one would undo each other's trials.
  ///
  /// @param root of a run
  /// @return to be closed when the run has ended
  /// @throws CommandException if another process measures into it
  /// @throws IOException if the folder cannot be written
  public static LockFile lock(Path root) throws IOException {
    return LockFile.take(root.resolve(".lock"))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CANNOT_CREATE,
                    "%s: another process is measuring into this folder".formatted(root)));
  }

  /// The exception that ends a command whose results cannot be written.
  ///
  /// @param root of the run
  /// @param e why
  /// @return to be thrown
  public static CommandException cannotWrite(Path root, IOException e) {
    return new CommandException(
        ExitCode.CANNOT_CREATE, FileErrorMessage.of(root, "results cannot be written there", e));
  }
}
