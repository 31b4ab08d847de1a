package io.lanemark.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What JMH and the fork printed during a trial. It stays beside a trial that failed.
///
/// @param folder of the trial
public record JmhLog(Path folder) {

  private static final String FILE_NAME = "jmh.log";

  private static final Pattern TELLING =
      Pattern.compile("exit code \\p{Nd}+|prematurely exited|\\w(Exception|Error)\\b");

  /// Where it is.
  ///
  /// @return the file
  public Path file() {
    return folder.resolve(FILE_NAME);
  }

  /// Opens it for JMH, which never closes what it opens itself.
  ///
  /// @return to be closed by the caller
  /// @throws IOException if it cannot be made
  public PrintStream open() throws IOException {
    return new PrintStream(file().toFile(), StandardCharsets.UTF_8);
  }

  /// The last line that says something: what the fork exited with, or an exception, rather than
  /// JMH's own closing words.
  ///
  /// @return one phrase
  public String lastWords() {
    try {
      List<String> lines = text().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
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

  /// Programs print in any charset.
  private String text() throws IOException {
    return new String(Files.readAllBytes(file()), StandardCharsets.UTF_8);
  }

  /// Deletes it, if it is there.
  public void delete() {
    file().toFile().delete();
  }
}
