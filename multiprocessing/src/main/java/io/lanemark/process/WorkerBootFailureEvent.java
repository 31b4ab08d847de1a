package io.lanemark.process;

import io.lanemark.task.WorkerIdentity;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// A worker could not be started, or ended before it was ready.
@Name("io.lanemark.WorkerBootFailure")
@Label("Failure of a worker to boot")
@Category({"Lanemark", "Process pool"})
@Description("A worker could not be started, or ended before it was ready for tasks")
@StackTrace(false)
final class WorkerBootFailureEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Worker")
  final String worker;

  @Label("Why")
  final @Nullable String reason;

  WorkerBootFailureEvent(String pool, WorkerIdentity worker, WorkerBootException failure) {
    this.pool = pool;
    this.worker = worker.name();
    this.reason = failure.getMessage();
  }
}
