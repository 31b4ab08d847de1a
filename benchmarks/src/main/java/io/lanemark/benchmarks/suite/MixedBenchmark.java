package io.lanemark.benchmarks.suite;

import org.openjdk.jmh.annotations.Benchmark;

/// How many tasks that wait and compute does a model complete in a second, with K in flight and as
/// many workers as it can have? Start-up is excluded.
public class MixedBenchmark {

  /// For JMH.
  public MixedBenchmark() {}

  /// Takes one completion and submits the next task.
  ///
  /// @param trial the execution model, warm and with K tasks in flight
  /// @return the service time of the task in nanoseconds
  /// @throws Exception if the task failed, or its result is wrong
  @Benchmark
  public long completeOneSubmitNext(ClosedLoopTrial trial) throws Exception {
    return trial.next();
  }
}
