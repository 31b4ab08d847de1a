package io.lanemark.benchmarks.suite;

import org.openjdk.jmh.annotations.Benchmark;

/// How many tasks a second would a workload's backends allow, if all else cost next to nothing? No
/// execution model can complete more.
public class BackendAloneBenchmark {

  /// For JMH.
  public BackendAloneBenchmark() {}

  /// Takes one completion and submits the next task.
  ///
  /// @param trial bare requests, warm and with K tasks in flight
  /// @return the service time of the task in nanoseconds
  /// @throws Exception if the task failed, or its result is wrong
  @Benchmark
  public long completeOneSubmitNext(BackendAloneTrial trial) throws Exception {
    return trial.next();
  }
}
