package io.lanemark.benchmarks.suite;

import io.lanemark.text.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stage of a trial. While a trial runs, a file in its folder tells the host which stage the fork
/// is in.
///
/// @param name what happens, such as `the warm-up`
/// @param limit how long it may take
public record ForkStage(String name, Duration limit) {

  private static final String FILE_NAME = "stage";
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ms: (.+)\n");

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE_NAME), limit.toMillis() + " ms: " + name + "\n");
  }

  /// Reads the stage of the fork.
  ///
  /// @param folder of the trial
  /// @return empty if the fork has not begun its first stage, or is about to write
  public static Optional<ForkStage> read(Path folder) {
    try {
      Matcher text = TEXT.matcher(Files.readString(folder.resolve(FILE_NAME)));
      return text.matches()
          ? Optional.of(
              new ForkStage(text.group(2), Duration.ofMillis(Long.parseLong(text.group(1)))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Deletes the file, once the fork has ended.
  ///
  /// @param folder of the trial
  /// @throws IOException if that is impossible
  public static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE_NAME));
  }

  /// Why a trial failed in this stage.
  ///
  /// @return one phrase, with the limit
  public String overrun() {
    return "%s took longer than its limit of %s".formatted(name, DurationText.of(limit));
  }
}
