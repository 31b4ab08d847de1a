package io.lanemark.benchmarks.suite;

import org.openjdk.jmh.annotations.Benchmark;

/// What does it cost to hand a task to a worker and to get its result: one at a time, many at once,
/// with and without data?
public class DispatchBenchmark {

  /// For JMH.
  public DispatchBenchmark() {}

  /// Calls the operation.
  ///
  /// @param trial the operation, warm
  /// @return nanoseconds of the last call
  /// @throws Exception if a call failed, or its result is wrong
  @Benchmark
  public long call(OperationTrial trial) throws Exception {
    return trial.call();
  }
}
