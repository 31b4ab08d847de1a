package io.lanemark.benchmarks.python;

import io.lanemark.benchmarks.plan.Peer;
import io.lanemark.results.Case;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The `python3` on the path, or the reason why there is no usable one.
///
/// @param executable what starts it; empty if there is none
/// @param description what it is, in one line
/// @param absence why it cannot be used; empty if it can
public record Interpreter(String executable, String description, String absence) {

  /// The name that selects it.
  public static final String NAME = Case.PYTHON;

  /// Names of the workloads that it can run.
  public static final Set<String> WORKLOADS = Set.of("mandelbrot", "orders", "crawl");

  /// Names of the execution models that it can run.
  public static final Set<String> MODELS = Set.of("serial", "process", "platform");

  private static final String COMMAND = "python3";
  private static final int LEAST_MINOR = 8;
  private static final long ANSWERS_WITHIN_SECONDS = 20;
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

  /// Asks for the executable itself, because the command on the path may be a wrapper script.
  private static final String QUESTION =
      """
      import json, platform, sys
      with open(sys.argv[1], "w", encoding="utf-8") as answer:
          json.dump({
              "executable": sys.executable,
              "implementation": platform.python_implementation(),
              "version": platform.python_version(),
              "minor": sys.version_info[1],
              "lock": getattr(sys, "_is_gil_enabled", lambda: True)()}, answer)
      """;

  private record Answer(
      String executable, String implementation, String version, int minor, boolean lock) {}

  /// Looks for it on the path of this process.
  ///
  /// @return the interpreter, or why there is none
  /// @throws InterruptedException if interrupted while it answers
  public static Interpreter find() throws InterruptedException {
    return find(System.getenv("PATH"));
  }

  static Interpreter find(@Nullable String path) throws InterruptedException {
    Path found =
        Arrays.stream((path == null ? "" : path).split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, COMMAND))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst()
            .orElse(null);
    if (found == null) {
      return absent("no %s on the path".formatted(COMMAND));
    }
    try {
      Answer answer = JsonMapper.shared().readValue(ask(found), Answer.class);
      if (answer.minor < LEAST_MINOR) {
        return absent(
            String.format(
                Locale.ROOT,
                "no %s of version 3.%d or later: %s is %s",
                COMMAND,
                LEAST_MINOR,
                found,
                answer.version));
      }
      return new Interpreter(
          answer.executable,
          "%s %s, %s a global interpreter lock"
              .formatted(answer.implementation, answer.version, answer.lock ? "with" : "without"),
          "");
    } catch (IOException | JacksonException e) {
      return absent("no working %s: %s does not answer".formatted(COMMAND, found));
    }
  }

  private static String ask(Path found) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("lanemark-python", ".json");
    Process process =
        new ProcessBuilder(List.of(found.toString(), "-I", "-B", "-c", QUESTION, answer.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            String.format(Locale.ROOT, "no answer within %d s", ANSWERS_WITHIN_SECONDS));
      }
      return Files.readString(answer);
    } finally {
      process.destroyForcibly();
      Files.delete(answer);
    }
  }

  private static Interpreter absent(String why) {
    String line = CONTROLS.matcher(why).replaceAll(" ");
    return new Interpreter("", line, line);
  }

  /// What is planned for it.
  ///
  /// @return a peer, which is absent if there is no interpreter
  public Peer peer() {
    return new Peer(NAME, description, WORKLOADS, MODELS, absence);
  }
}
