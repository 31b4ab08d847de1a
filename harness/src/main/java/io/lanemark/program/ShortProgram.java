package io.lanemark.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a program printed that does one thing and ends. Its answer is on standard output.
///
/// Its output goes to files, so that its end is its exit: something that it has started and left
/// running may hold its output open for as long as it likes.
///
/// @param exitCode what it exited with
/// @param out lines of its standard output
/// @param err lines of its standard error
public record ShortProgram(int exitCode, List<String> out, List<String> err) {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What a JVM prints about its options, logs and debugger, and Git with `GIT_TRACE`.
  private static final Pattern CHATTER =
      Pattern.compile(
          "|(NOTE: )?Picked up .*|\\[[^]]*]\\[.*|Listening for transport .*"
              + "|\\d\\d:\\d\\d:\\d\\d\\.\\d+ .*");

  /// Copies the lists.
  public ShortProgram {
    out = List.copyOf(out);
    err = List.copyOf(err);
  }

  /// Runs it, for 60 s at most.
  ///
  /// @param words the program and its arguments
  /// @return its exit code and output
  /// @throws IllegalArgumentException if it cannot be started, or does not end in time
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static ShortProgram run(List<String> words) throws InterruptedException {
    return run(words, LIMIT);
  }

  /// Runs it, and kills it if it takes too long.
  ///
  /// @param words the program and its arguments
  /// @param limit how long it may take
  /// @return its exit code and output
  /// @throws IllegalArgumentException if it cannot be started, or does not end in time
  /// @throws InterruptedException if interrupted while waiting; nothing is left running
  public static ShortProgram run(List<String> words, Duration limit) throws InterruptedException {
    try {
      Path out = Files.createTempFile("lanemark-", ".out");
      try {
        Path err = Files.createTempFile("lanemark-", ".err");
        try {
          return new ShortProgram(exitCode(words, limit, out, err), lines(out), lines(err));
        } finally {
          Files.delete(err);
        }
      } finally {
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be started: %s".formatted(words.getFirst(), e.getMessage()), e);
    }
  }

  private static int exitCode(List<String> words, Duration limit, Path out, Path err)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words);
    GitVariables.removeFrom(builder.environment());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s took longer than %d s and was stopped",
                words.getFirst(),
                limit.toSeconds()));
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  /// The lines that may say why it failed: all but what JVMs and Git print of themselves.
  ///
  /// @return stripped, those of standard error first; possibly none
  public List<String> telling() {
    return Stream.concat(err.stream(), out.stream())
        .map(String::strip)
        .filter(line -> !CHATTER.matcher(line).matches())
        .toList();
  }

  /// Why it failed, in its own words.
  ///
  /// @return the first telling line, or its exit code
  public String reason() {
    return telling().stream().findFirst().orElse("exit code " + exitCode);
  }
}
