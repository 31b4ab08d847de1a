package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.suite.BackendAloneBenchmark;
import io.lanemark.results.Case;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The cases that measure what the backends of a run give alone: one for each workload that says
/// how, whatever the models and K that were asked for.
final class BackendAloneCases {

  /// Bare requests need nothing but a thread each.
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
