package io.lanemark.benchmarks.suite;

import org.openjdk.jmh.annotations.Benchmark;

/// What do bytes cost that go to another JVM and back: on the bare link, and on the process pool?
public class TransportBenchmark {

  /// For JMH.
  public TransportBenchmark() {}

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
