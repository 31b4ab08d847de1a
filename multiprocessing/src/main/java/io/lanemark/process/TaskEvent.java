package io.lanemark.process;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// From when a task was accepted until it ended.
@Name("io.lanemark.Task")
@Label("Task of a process pool")
@Category({"Lanemark", "Process pool"})
@Description("From when a task was accepted until it ended")
@StackTrace(false)
final class TaskEvent extends Event {
  @Label("Pool")
  String pool = "";

  @Label("Task")
  long task;

  @Label("Worker's process")
  @Description("The last worker that had the task; 0 if none had it")
  long workerPid;

  @Label("Outcome")
  String outcome = "";

  private TaskEvent() {}

  /// Begins one.
  ///
  /// @return null if nothing is recorded
  static @Nullable TaskEvent begun(String pool, long task) {
    TaskEvent event = new TaskEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.pool = pool;
    event.task = task;
    event.begin();
    return event;
  }

  void end(long workerPid, PoolJournal.Entry outcome) {
    this.workerPid = workerPid;
    this.outcome = outcome.name();
    commit();
  }
}
