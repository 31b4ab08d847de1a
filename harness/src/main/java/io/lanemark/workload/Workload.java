package io.lanemark.workload;

import java.io.Serializable;

/// One task: immutable, serialisable, the same object on every execution model.
///
/// Equal workloads give equal results wherever they run: the harness compares the result of every
/// task with that of a run in the calling thread, and one difference fails the trial. A result is
/// therefore a digest of what was done, small and with `equals`: a record, a number, a string.
///
/// @param <R> type of the result
@FunctionalInterface
public interface Workload<R extends Serializable> extends Serializable {

  /// Does the work once. Called by many threads at once.
  ///
  /// @param resources what this JVM opens once and shares among its tasks
  /// @return the digest of the work
  /// @throws Exception if the work cannot be done; fails the trial
  R run(Resources resources) throws Exception;
}
