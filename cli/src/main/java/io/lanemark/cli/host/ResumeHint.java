package io.lanemark.cli.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// How to continue the run that a [MeasuringHost] is measuring. It is a file in the host's
/// temporary folder: if the host is killed, its [HostSupervisor] finds it there.
///
/// @param file exists while a run could be continued
public record ResumeHint(Path file) {

  private static final String NAME = "resume-hint";

  static ResumeHint of(TemporaryFolder folder) {
    return new ResumeHint(folder.path().resolve(NAME));
  }

  /// Says how to continue a run that has begun.
  ///
  /// @param command a command that can be pasted
  public void leave(String command) {
    try {
      Files.writeString(file, command);
    } catch (IOException e) {
      // A run is worth more than a hint about it.
    }
  }

  /// Says that the run has come to its end.
  public void withdraw() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is deleted with its folder.
    }
  }

  /// Prints the hint if there is one, and only once.
  void print(PrintStream err) {
    try {
      String command = Files.readString(file);
      withdraw();
      err.println("lanemark: the run is not finished; resume it with: " + command);
    } catch (IOException e) {
      // There is none.
    }
  }
}
