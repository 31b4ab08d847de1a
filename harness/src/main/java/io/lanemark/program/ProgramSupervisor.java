package io.lanemark.program;

import io.lanemark.process.launch.ParentWatch;
import io.lanemark.process.launch.ProcessFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A process between Lanemark and another program. When Lanemark ends, for whatever reason, this
/// process kills the program and everything that the program started.
public final class ProgramSupervisor {

  private static final int EXIT_CANNOT_START = 69;

  private ProgramSupervisor() {}

  /// Runs a program, and exits as it did.
  ///
  /// @param arguments file for what it prints; the program; its arguments
  /// @throws InterruptedException never
  public static void main(String... arguments) throws InterruptedException {
    Path log = Path.of(arguments[0]);
    List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
    ProcessFamily family = ProcessFamily.ofThisJvm();
    Runtime.getRuntime().addShutdownHook(new Thread(family::kill, "end-program"));
    ParentWatch.haltWhenParentEnds(family::kill);
    System.exit(run(words, log));
  }

  private static int run(List<String> words, Path log) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(words);
      GitVariables.removeFrom(builder.environment());
      Process program =
          builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile())).start();
      program.getOutputStream().close();
      return program.waitFor();
    } catch (IOException e) {
      try {
        Files.writeString(log, "cannot be started: " + e.getMessage());
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
      return EXIT_CANNOT_START;
    }
  }
}
