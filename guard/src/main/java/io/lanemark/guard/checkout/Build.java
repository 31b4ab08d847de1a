package io.lanemark.guard.checkout;

import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.FileErrorMessage;
import io.lanemark.guard.checkout.JarPattern.Stamp;
import io.lanemark.program.SupervisedProgram;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Consumer;

/// How a project builds its benchmark jar.
///
/// @param command for a shell
/// @param java the JDK that it builds with, or its `java`
/// @param jar pattern of the jar's path, from where the command runs
/// @param err gets the last lines that a failed build printed
/// @param warnings gets a line if the build did not write the jar
public record Build(
    String command, Path java, JarPattern jar, PrintWriter err, Consumer<String> warnings) {

  private static final Duration LIMIT = Duration.ofHours(1);
  private static final int LAST_LINES = 100;
  private static final long LAST_BYTES = 1 << 16;

  /// The jar that a build leaves.
  ///
  /// @param path of the jar
  /// @param isNew whether the build wrote it
  public record Built(Path path, boolean isNew) {}

  /// Builds. If several jars match, the one that the build just wrote is used. If the build wrote
  /// none, because nothing changed or because it does not make the jar, an existing one is used,
  /// with a warning.
  ///
  /// @param folder where the command runs
  /// @param side the name of that side
  /// @return the jar; empty if there is none
  /// @throws CommandException if the build fails
  /// @throws IllegalArgumentException if several are left
  /// @throws InterruptedException if interrupted; nothing is left running
  public Optional<Built> run(Path folder, String side) throws InterruptedException {
    Path log = Path.of(System.getProperty("java.io.tmpdir"), "build.log");
    try {
      SortedMap<Path, Stamp> before = jar.find(folder);
      try (SupervisedProgram program =
          SupervisedProgram.start(List.of("sh", "-c", command), log, folder, environment())) {
        OptionalInt exitCode = program.await(LIMIT);
        if (exitCode.isEmpty() || exitCode.getAsInt() != 0) {
          lastLines(log).forEach(err::println);
          throw new CommandException(
              ExitCode.INFRASTRUCTURE,
              "the build of %s %s: '%s'"
                  .formatted(
                      side,
                      exitCode.isEmpty()
                          ? String.format(
                              Locale.ROOT,
                              "took longer than %d min and was stopped",
                              LIMIT.toMinutes())
                          : "failed with exit code " + exitCode.getAsInt(),
                      command));
        }
      }
      return built(before, jar.find(folder), folder, side);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INFRASTRUCTURE, FileErrorMessage.of(folder, side + " cannot be built", e));
    }
  }

  private Optional<Built> built(
      SortedMap<Path, Stamp> before, SortedMap<Path, Stamp> now, Path folder, String side) {
    List<Path> written =
        now.keySet().stream()
            .filter(path -> !Objects.equals(before.get(path), now.get(path)))
            .toList();
    List<Path> found = written.isEmpty() ? List.copyOf(now.keySet()) : written;
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--jar '%s' matches %d files%s, among them %s and %s; expected one",
              jar.text(),
              found.size(),
              written.isEmpty() ? ", none of them written by the build" : "",
              folder.relativize(found.get(0)),
              folder.relativize(found.get(1))));
    }
    Optional<Built> built =
        found.stream().findFirst().map(path -> new Built(path, !written.isEmpty()));
    built
        .filter(each -> !each.isNew())
        .ifPresent(each -> warnings.accept(notWritten(folder.relativize(each.path()), side)));
    return built;
  }

  private static String notWritten(Path jar, String side) {
    return "warning: the build of %s did not write %s: the existing one is used"
        .formatted(side, jar);
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
