package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The processes of a command that a test has started. Every one of them names a folder of the
/// test: on its command line, in its environment, or as the one that it works in, as those of
/// PostgreSQL do.
///
/// @param folder which no other process names
record OwnProcesses(Path folder) {

  private static final Duration GONE_WITHIN = Duration.ofSeconds(60);
  private static final int EMPTY_LOOKS = 10;

  /// Those that run now.
  List<String> running() {
    return ProcessHandle.allProcesses()
        .filter(this::isOwn)
        .map(process -> process.info().commandLine().orElse("pid " + process.pid()))
        .toList();
  }

  /// Waits until none is left. One that is just being started cannot be told yet from others, so
  /// looks again and again.
  void awaitEnd() throws InterruptedException {
    long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
    List<String> left = running();
    for (int empty = 0; empty < EMPTY_LOOKS && System.nanoTime() < deadline; ) {
      TimeUnit.MILLISECONDS.sleep(20);
      left = running();
      empty = left.isEmpty() ? empty + 1 : 0;
    }
    assertThat(left).isEmpty();
  }

  private boolean isOwn(ProcessHandle process) {
    Path facts = Path.of("/proc", Long.toString(process.pid()));
    return process.info().commandLine().orElse("").contains(folder.toString())
        || environment(facts).contains(folder.toString())
        || workingDirectory(facts).startsWith(folder);
  }

  private static String environment(Path facts) {
    try {
      return Files.readString(facts.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended, or this is not Linux.
      return "";
    }
  }

  private static Path workingDirectory(Path facts) {
    try {
      return Files.readSymbolicLink(facts.resolve("cwd"));
    } catch (IOException e) {
      return facts;
    }
  }
}
