package io.lanemark.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a program printed that does one thing and ends.
///
/// @param exitCode what it exited with
/// @param lines its standard output and error, in the order in which they came
public record ShortProgram(int exitCode, List<String> lines) {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Copies the list.
  public ShortProgram {
    lines = List.copyOf(lines);
  }

  /// Runs it, for 60 s at most.
  ///
  /// @param words the program and its arguments
  /// @return its exit code and output
  /// @throws IllegalArgumentException if it cannot be started, or its output cannot be read
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static ShortProgram run(List<String> words) throws InterruptedException {
    return run(words, LIMIT);
  }

  /// Runs it, and kills it if it takes too long.
  ///
  /// @param words the program and its arguments
  /// @param limit how long it may take
  /// @return its exit code and output
  /// @throws IllegalArgumentException if it cannot be started, or its output cannot be read
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static ShortProgram run(List<String> words, Duration limit) throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be started: %s".formatted(words.getFirst(), e.getMessage()), e);
    }
    process
        .onExit()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> process.destroyForcibly());
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      output.lines().forEach(lines::add);
      return new ShortProgram(process.waitFor(), lines);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "the output of %s cannot be read: %s".formatted(words.getFirst(), e.getMessage()), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
