package io.lanemark.benchmarks.suite;

import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadProvider;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The same closed loop with the bare requests of a workload in place of the workload.
@State(Scope.Benchmark)
public class BackendAloneTrial extends ClosedLoopTrial {

  /// For JMH.
  public BackendAloneTrial() {}

  @Override
  Workload<?> makeWorkload(WorkloadProvider provider, Arguments parsed) {
    return provider
        .ceiling(parsed)
        .map(CeilingLoad::requests)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the workload '%s' does not define how its backends are measured alone"
                        .formatted(provider.name())));
  }
}
