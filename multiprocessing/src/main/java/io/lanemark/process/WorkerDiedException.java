package io.lanemark.process;

import java.util.OptionalInt;

/// The worker process ended while it had the task. The task may have run, in part or to its end.
public final class WorkerDiedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SIGNAL_BASE = 128;
  private static final int MAX_SIGNAL = 64;

  private final long pid;
  private final int exitCode;
  private final String task;
  private final String lastErrorLines;

  WorkerDiedException(
      WorkerIdentity worker, long pid, int exitCode, String task, String lastErrorLines) {
    super(
        "%s (pid %d) ended with %s while it had the task %s%s"
            .formatted(
                worker.name(),
                pid,
                describe(exitCode),
                task,
                lastErrorLines.isEmpty() ? "" : "; its last lines of stderr:\n" + lastErrorLines));
    this.pid = pid;
    this.exitCode = exitCode;
    this.task = task;
    this.lastErrorLines = lastErrorLines;
  }

  /// Which process died.
  ///
  /// @return its process id
  public long pid() {
    return pid;
  }

  /// What it exited with.
  ///
  /// @return the exit code as the JDK tells it; 128 + n for signal n
  public int exitCode() {
    return exitCode;
  }

  /// Which signal ended it, as far as that can be known: a program that calls `exit(137)` by itself
  /// looks the same as one that was killed by signal 9.
  ///
  /// @return empty if the exit code is not 128 + n
  public OptionalInt signal() {
    return signalOf(exitCode);
  }

  /// What it was running.
  ///
  /// @return the task's own `toString`
  public String task() {
    return task;
  }

  /// What it wrote to standard error last.
  ///
  /// @return lines; empty if it wrote nothing
  public String lastErrorLines() {
    return lastErrorLines;
  }

  static String describe(int exitCode) {
    OptionalInt signal = signalOf(exitCode);
    return signal.isPresent()
        ? "exit code %d (signal %d)".formatted(exitCode, signal.getAsInt())
        : "exit code %d".formatted(exitCode);
  }

  private static OptionalInt signalOf(int exitCode) {
    int signal = exitCode - SIGNAL_BASE;
    return signal >= 1 && signal <= MAX_SIGNAL ? OptionalInt.of(signal) : OptionalInt.empty();
  }
}
