package io.lanemark.cli;

import io.lanemark.benchmarks.jar.GuardedProgram;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How a project builds its benchmark jar.
///
/// @param command for a shell
/// @param java the JDK that it builds with, or its `java`
/// @param jar pattern of the jar's path, from where the command runs
/// @param err gets the end of what a build said that failed
record Build(String command, Path java, JarPattern jar, PrintWriter err) {

  private static final Duration LIMIT = Duration.ofHours(1);
  private static final int LAST_LINES = 100;
  private static final long LAST_BYTES = 1 << 16;

  /// Builds.
  ///
  /// @param folder where
  /// @param side what that is called
  /// @return the jar; empty where the build leaves none
  /// @throws CommandException if the build fails
  /// @throws IllegalArgumentException if it leaves several
  Optional<Path> run(Path folder, String side) throws InterruptedException {
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "build.log");
    try {
      try (GuardedProgram program =
          GuardedProgram.start(List.of("sh", "-c", command), log, folder, environment())) {
        OptionalInt exitCode = program.await(LIMIT);
        if (exitCode.isEmpty() || exitCode.getAsInt() != 0) {
          lastLines(log).forEach(err::println);
          throw new CommandException(
              ExitCode.INFRASTRUCTURE,
              "the build of %s %s: '%s'"
                  .formatted(
                      side,
                      exitCode.isEmpty()
                          ? "took longer than %d min and was ended".formatted(LIMIT.toMinutes())
                          : "failed with exit code " + exitCode.getAsInt(),
                      command));
        }
      }
      return jar.find(folder);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INFRASTRUCTURE, Reason.of(folder, side + " cannot be built", e));
    }
  }

  private Map<String, String> environment() throws IOException {
    Path home = Files.isDirectory(java) ? java : java.toRealPath().resolve("../..").normalize();
    return Map.of(
        "JAVA_HOME",
        home.toString(),
        "PATH",
        home.resolve("bin") + File.pathSeparator + System.getenv().getOrDefault("PATH", ""));
  }

  private static List<String> lastLines(Path log) throws IOException {
    try (FileChannel file = FileChannel.open(log)) {
      ByteBuffer end = ByteBuffer.allocate((int) Math.min(LAST_BYTES, file.size()));
      file.read(end, file.size() - end.capacity());
      List<String> lines = StandardCharsets.UTF_8.decode(end.flip()).toString().lines().toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }
  }
}
