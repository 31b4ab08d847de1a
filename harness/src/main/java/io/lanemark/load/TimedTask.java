package io.lanemark.load;

import io.lanemark.task.SerializableCallable;
import io.lanemark.workload.Workload;

/// A workload with its time stamps: the same object for every task of a trial, on every model.
record TimedTask(Workload<?> workload) implements SerializableCallable<Outcome> {

  @Override
  public Outcome call() throws Exception {
    JvmResources resources = TaskJvm.resources();
    long begunNanos = System.nanoTime();
    var result = workload.run(resources);
    return new Outcome(result, begunNanos, System.nanoTime(), resources.jvmIndex());
  }
}
