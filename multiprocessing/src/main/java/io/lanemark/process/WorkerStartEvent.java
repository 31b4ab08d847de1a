package io.lanemark.process;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// From when the process of a worker was started until the worker was ready.
@Name("io.lanemark.WorkerStart")
@Label("Start of a worker")
@Category({"Lanemark", "Process pool"})
@Description("From when the process was started until the worker was ready for tasks")
@StackTrace(false)
final class WorkerStartEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Worker")
  final String worker;

  @Label("Process")
  long pid;

  WorkerStartEvent(String pool, String worker) {
    this.pool = pool;
    this.worker = worker;
  }
}
