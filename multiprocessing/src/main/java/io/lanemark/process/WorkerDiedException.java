package io.lanemark.process;

import java.util.Locale;
import java.util.OptionalInt;

/// The worker process ended while it had the task.
public final class WorkerDiedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final WorkerDeath death;

  private final String task;
  private final boolean mayHaveRun;

  WorkerDiedException(WorkerDeath death, String task, boolean mayHaveRun) {
    super(
        String.format(
            Locale.ROOT,
            "%s (pid %d) ended with %s while it had the task %s%s%s",
            death.worker().name(),
            death.pid(),
            death.describe(),
            task,
            mayHaveRun ? "" : ", which had not begun",
            death.quotedErrorLines()));
    this.death = death;
    this.task = task;
    this.mayHaveRun = mayHaveRun;
  }

  /// Which process died.
  ///
  /// @return its process id
  public long pid() {
    return death.pid();
  }

  /// What it exited with.
  ///
  /// @return the exit code that the JDK reports; for signal n it is n more than 128
  public int exitCode() {
    return death.exitCode();
  }

  /// Which signal ended it. A worker that exits by itself leaves a mark, so that `System.exit(137)`
  /// is not reported as signal 9; `Runtime.halt(137)` is.
  ///
  /// @return empty if it ended by itself
  public OptionalInt signal() {
    return death.signal();
  }

  /// Whether it had run out of memory: its JVM printed that when it ended, or the kernel counted a
  /// kill for lack of memory in the control group of this process.
  ///
  /// @return false if that is unknown
  public boolean outOfMemory() {
    return death.outOfMemory();
  }

  /// What it was running.
  ///
  /// @return the task's own `toString`
  public String task() {
    return task;
  }

  /// Whether the task may have run, partly or completely. If not, it shared an array with its
  /// submitter, who may have changed it since, so that it could not be sent again.
  ///
  /// @return false if it has certainly not begun
  public boolean mayHaveRun() {
    return mayHaveRun;
  }

  /// What it wrote to standard error last.
  ///
  /// @return lines; empty if it wrote nothing
  public String lastErrorLines() {
    return death.lastErrorLines();
  }
}
