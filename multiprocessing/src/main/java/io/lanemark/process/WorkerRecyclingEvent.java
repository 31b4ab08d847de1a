package io.lanemark.process;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A worker has left because it reached its limit of tasks or memory.
@Name("io.lanemark.WorkerRecycling")
@Label("Recycling of a worker")
@Category({"Lanemark", "Process pool"})
@Description("A worker has left because it reached its limit of tasks or memory")
@StackTrace(false)
final class WorkerRecyclingEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Worker")
  final String worker;

  @Label("Process")
  final long pid;

  @Label("Tasks served")
  final int tasksServed;

  WorkerRecyclingEvent(String pool, Worker worker) {
    this.pool = pool;
    this.worker = worker.identity().name();
    this.pid = worker.pid();
    this.tasksServed = worker.assigned();
  }
}
