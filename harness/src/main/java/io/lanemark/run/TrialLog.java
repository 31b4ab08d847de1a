package io.lanemark.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What the processes of a trial printed. It stays in the folder of the trial if the trial failed.
///
/// @param file the log
public record TrialLog(Path file) {

  private static final Pattern TELLING =
      Pattern.compile("exit code \\d+|prematurely exited|\\w(Exception|Error)\\b");

  /// The log of JMH and its fork.
  ///
  /// @param folder of the trial
  /// @return its `jmh.log`, which need not exist
  public static TrialLog ofJmh(Path folder) {
    return new TrialLog(folder.resolve("jmh.log"));
  }

  /// Opens it for JMH, which never closes what it opens itself.
  ///
  /// @return to be closed by the caller
  /// @throws IOException if it cannot be created
  public PrintStream open() throws IOException {
    return new PrintStream(file.toFile(), StandardCharsets.UTF_8);
  }

  /// The last line that gives a reason, such as an exit code or an exception. If there is none, the
  /// last line.
  ///
  /// @return one phrase
  public String lastWords() {
    try {
      List<String> lines =
          Files.readString(file).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      return lines.reversed().stream()
          .filter(line -> TELLING.matcher(line).find())
          .findFirst()
          .or(() -> lines.reversed().stream().findFirst())
          .map(line -> "its log says: " + line)
          .orElse("it printed nothing");
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  /// The whole log so far.
  ///
  /// @return lines; empty if nothing was printed yet
  /// @throws IOException if it cannot be read
  public String text() throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /// Deletes it if it exists.
  public void delete() {
    file.toFile().delete();
  }
}
