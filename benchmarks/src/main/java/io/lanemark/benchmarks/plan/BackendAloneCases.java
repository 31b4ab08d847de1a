package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.suite.BackendAloneBenchmark;
import io.lanemark.results.Case;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The cases that measure the backends of a run alone: one for each workload that defines such a
/// measurement, independent of the models and K of the run.
final class BackendAloneCases {

  /// Each bare request only needs a thread.
  private static final String MODEL = "platform";

  private BackendAloneCases() {}

  static List<Case> cases(Map<WorkloadProvider, Arguments> workloads) {
    List<Case> cases = new ArrayList<>();
    workloads.forEach(
        (workload, arguments) ->
            WorkloadContract.ceiling(workload, arguments)
                .ifPresent(
                    ceiling ->
                        cases.add(ceilingCase(workload.name(), arguments, ceiling.inFlight()))));
    return List.copyOf(cases);
  }

  private static Case ceilingCase(String workload, Arguments arguments, int inFlight) {
    return new CaseParameters(MODEL, workload, arguments.toString(), inFlight, inFlight)
        .caseOf(Suite.method(BackendAloneBenchmark.class), Case.DEFAULT_VARIANT);
  }
}
