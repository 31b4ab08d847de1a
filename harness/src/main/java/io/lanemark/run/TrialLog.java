package io.lanemark.run;

import io.lanemark.files.BoundedFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/// What the processes of a trial printed. It stays in the folder of the trial if the trial failed.
///
/// @param file the log
public record TrialLog(Path file) {

  private static final int END_LINES = 3;
  private static final int LONGEST_LINE = 200;

  private static final Pattern TELLING =
      Pattern.compile("exit code \\p{Nd}+|prematurely exited|\\w(Exception|Error)\\b");

  /// The log of JMH and its fork.
  ///
  /// @param folder of the trial
  /// @return its `jmh.log`, which need not exist
  public static TrialLog ofJmh(Path folder) {
    return new TrialLog(folder.resolve("jmh.log"));
  }

  /// What the fork of a trial printed itself: the tasks, and the workers of a pool.
  ///
  /// @param folder of the trial
  /// @return its `output.log`, which exists only if something was printed
  public static TrialLog ofOutput(Path folder) {
    return new TrialLog(folder.resolve("output.log"));
  }

  /// Opens it for JMH, which never closes what it opens itself.
  ///
  /// @return to be closed by the caller; its size is limited as that of a [BoundedFile]
  public PrintStream open() {
    return new PrintStream(new BoundedFile(file), false, StandardCharsets.UTF_8);
  }

  /// The last line that gives a reason, such as an exit code or an exception. If there is none, the
  /// last line.
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

  /// The last lines, for the message of a failure.
  ///
  /// @return such as `; it printed: a | b | c`; empty if it printed nothing
  public String end() {
    try {
      List<String> lines =
          text().lines().map(TrialLog::shortened).filter(line -> !line.isEmpty()).toList();
      return lines.isEmpty()
          ? ""
          : "; it printed: "
              + String.join(
                  " | ", lines.subList(Math.max(0, lines.size() - END_LINES), lines.size()));
    } catch (IOException e) {
      return "; %s cannot be read: %s".formatted(file.getFileName(), e.getMessage());
    }
  }

  private static String shortened(String line) {
    String text = line.replaceAll("\\p{Cntrl}+", " ").strip();
    return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
  }

  /// Programs print in any charset.
  private String text() throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  /// Adds a line. What cannot be written is lost: no trial fails because of its log.
  ///
  /// @param line without a line break
  public void append(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The trial is worth more than its log.
    }
  }

  /// Deletes it if it exists.
  public void delete() {
    file.toFile().delete();
  }
}
