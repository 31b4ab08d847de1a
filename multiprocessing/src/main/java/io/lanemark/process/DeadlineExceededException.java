package io.lanemark.process;

import io.lanemark.task.WorkerIdentity;
import java.time.Duration;
import java.util.Locale;

/// A task had not ended when its deadline passed. It was interrupted; if it did not end within the
/// grace period, its worker was killed.
public final class DeadlineExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration deadline;

  DeadlineExceededException(String task, WorkerIdentity worker, long pid, Duration deadline) {
    super(
        String.format(
            Locale.ROOT,
            "the task %s had not ended after %d ms in %s (pid %d)",
            task,
            deadline.toMillis(),
            worker.name(),
            pid));
    this.deadline = deadline;
  }

  /// How long it may take.
  ///
  /// @return measured from when it was sent to its worker
  public Duration deadline() {
    return deadline;
  }
}
