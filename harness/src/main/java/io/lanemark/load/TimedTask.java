package io.lanemark.load;

import io.lanemark.task.SerializableCallable;
import io.lanemark.workload.Workload;
import java.io.Serializable;

/// A workload with its time stamps: the same object for every task of a trial, on every model.
record TimedTask(Workload<?> workload) implements SerializableCallable<TimedResult> {

  @Override
  public TimedResult call() throws InterruptedException {
    JvmResources resources = TaskJvm.resources();
    long begunNanos = System.nanoTime();
    Serializable result = run(workload, resources);
    return new TimedResult(result, begunNanos, System.nanoTime(), resources.jvmIndex());
  }

  /// Runs a workload, and turns any failure into an exception that can be sent to other JVMs.
  ///
  /// @throws WorkloadException if it threw, or returned null
  /// @throws InterruptedException if it was interrupted
  static Serializable run(Workload<?> workload, JvmResources resources)
      throws InterruptedException {
    Serializable result;
    try {
      result = workload.run(resources);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      throw WorkloadException.threw(e);
    }
    if (result == null) {
      throw WorkloadException.answeredNull(workload);
    }
    return result;
  }
}
