package io.lanemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.process.procfs.ProcessStat;
import io.lanemark.process.procfs.Procfs;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a task starts and leaves: a process in a session of its own, whose parent has ended.
final class LeftProcess {
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private LeftProcess() {}

  /// Starts one that belongs to the family of this JVM.
  ///
  /// @return its process id
  static long start() throws IOException, InterruptedException {
    return start(List.of(), "sleep 1000 >/dev/null 2>&1");
  }

  /// Starts one that ignores SIGTERM.
  static long startStubborn() throws IOException, InterruptedException {
    return start(List.of(), "sh -c 'trap \"\" TERM; while :; do sleep 1; done' >/dev/null 2>&1");
  }

  /// Starts one that keeps the standard error of this JVM open.
  static long startHoldingErrors() throws IOException, InterruptedException {
    return start(List.of(), "sleep 1000 >/dev/null");
  }

  /// Starts one that keeps the standard output and error of this JVM open, and has no environment.
  static long startStranger() throws IOException, InterruptedException {
    return start(List.of("env", "-i"), "/usr/bin/sleep 1000 1>&2");
  }

  private static long start(List<String> prefix, String command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of("/bin/sh", "-c", "/usr/bin/setsid " + command + " & echo $!"));
    Process shell =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = shell.inputReader()) {
      long pid = Long.parseLong(output.readLine());
      shell.waitFor();
      return pid;
    }
  }

  /// Waits until it has ended.
  static void assertEnds(long pid) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (isRunning(pid) && System.nanoTime() - startNanos < LIMIT_NANOS) {
      Thread.sleep(5);
    }
    assertThat(isRunning(pid)).as("process %d runs", pid).isFalse();
  }

  static boolean isRunning(long pid) {
    ProcessStat stat = Procfs.OF_THIS_MACHINE.stat(pid);
    return stat != null && !stat.hasEnded();
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
