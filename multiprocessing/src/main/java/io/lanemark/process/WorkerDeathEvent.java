package io.lanemark.process;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A worker ended unexpectedly.
@Name("io.lanemark.WorkerDeath")
@Label("Death of a worker")
@Category({"Lanemark", "Process pool"})
@Description("A worker ended unexpectedly")
@StackTrace(false)
final class WorkerDeathEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Worker")
  final String worker;

  @Label("Process")
  final long pid;

  @Label("How it ended")
  final String cause;

  @Label("Tasks lost")
  final int tasksLost;

  WorkerDeathEvent(String pool, WorkerDeath death, int tasksLost) {
    this.pool = pool;
    this.worker = death.worker().name();
    this.pid = death.pid();
    this.cause = death.describe();
    this.tasksLost = tasksLost;
  }
}
