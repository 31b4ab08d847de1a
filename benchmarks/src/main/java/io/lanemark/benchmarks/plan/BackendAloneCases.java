package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.suite.BackendAloneBenchmark;
import io.lanemark.results.Case;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    Map<String, String> parameters =
        Map.of(
            Case.MODEL, MODEL,
            Case.WORKLOAD, workload,
            Case.ARGUMENTS, arguments.toString(),
            Case.IN_FLIGHT, Integer.toString(inFlight),
            Case.WORKERS, Integer.toString(inFlight));
    return new Case(
        Suite.method(BackendAloneBenchmark.class),
        Planner.MODE,
        new TreeMap<>(parameters),
        1,
        Case.DEFAULT_VARIANT);
  }
}
