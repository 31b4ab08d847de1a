package io.lanemark.benchmarks.suite;

import org.openjdk.jmh.annotations.Benchmark;

/// What does it cost to start what runs a task?
public class SpawnBenchmark {

  /// For JMH.
  public SpawnBenchmark() {}

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
