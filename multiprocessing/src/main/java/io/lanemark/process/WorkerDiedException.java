package io.lanemark.process;

import java.util.OptionalInt;

/// The worker process ended while it had the task.
public final class WorkerDiedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final WorkerDeath death;

  private final String task;
  private final boolean mayHaveRun;

  WorkerDiedException(WorkerDeath death, String task, boolean mayHaveRun) {
    super(
        "%s (pid %d) ended with %s while it had the task %s%s%s"
            .formatted(
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
  /// @return the exit code as the JDK tells it; 128 + n for signal n
  public int exitCode() {
    return death.exitCode();
  }

  /// Which signal ended it. A worker that exits by itself leaves a mark, so that `System.exit(137)`
  /// does not pass for signal 9; `Runtime.halt(137)` does.
  ///
  /// @return empty if it ended by itself
  public OptionalInt signal() {
    return death.signal();
  }

  /// Whether it had run out of memory: its JVM said so when it ended, or the kernel counted a kill
  /// for lack of memory in the control group of this process.
  ///
  /// @return false where nobody can tell
  public boolean outOfMemory() {
    return death.outOfMemory();
  }

  /// What it was running.
  ///
  /// @return the task's own `toString`
  public String task() {
    return task;
  }

  /// Whether the task may have run, in part or to its end. If not, it had an array in common with
  /// its submitter, who may have changed that since, so that it could not be sent once more.
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
