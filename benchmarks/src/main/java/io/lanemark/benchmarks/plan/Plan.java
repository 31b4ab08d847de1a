package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.run.Decisions;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The plan of a run.
///
/// @param models the execution models, and the implementations that take their place
/// @param workloads the workloads, with the value of each parameter
/// @param operations the operations, which take the place of workloads
/// @param variants what the cases run on or with, if not only on the default JVM
/// @param trials all trials, in the order in which they run: first those that cannot run, then the
///   backends alone, then the cases; with a memory budget the search for W comes last, and decides
///   which cases are measured
/// @param decisions what is decided during the run
public record Plan(
    List<ModelDescription> models,
    Map<WorkloadProvider, Arguments> workloads,
    List<Operation> operations,
    List<VariantDescription> variants,
    List<PlannedTrial> trials,
    Decisions decisions) {
  /// Copies the lists.
  public Plan {
    models = List.copyOf(models);
    operations = List.copyOf(operations);
    trials = List.copyOf(trials);
  }

  /// The backends that a case talks to.
  ///
  /// @param planned one of its cases
  /// @return names of backends; none for an operation
  public Set<String> backendsOf(Case planned) {
    return workloads.keySet().stream()
        .filter(workload -> workload.name().equals(planned.workload()))
        .findFirst()
        .map(WorkloadProvider::backends)
        .orElse(Set.of());
  }
}
