package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.plan.PlannedCase.NotRun;
import io.lanemark.benchmarks.plan.PlannedCase.Runs;
import io.lanemark.model.Allocation;
import io.lanemark.model.Demand;
import io.lanemark.model.ExecutionModel;
import io.lanemark.results.Case;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// The cases of workloads: every model at every K on every JVM, and the peers at the smallest K.
///
/// @param models the execution models
/// @param capacity what the machine can give
/// @param peers other runtimes that do the same work in the same run; possibly none
/// @param selection says which K, and W if it is given
record WorkloadCases(
    List<ExecutionModel> models, Capacity capacity, List<Peer> peers, Selection selection) {

  /// The cases of one workload. Two are equal if a model does not depend on K.
  List<PlannedCase> cases(WorkloadProvider workload, Arguments arguments) {
    List<Integer> allInFlight = inFlight(workload.kind());
    int smallest = Collections.min(allInFlight);
    List<PlannedCase> cases = new ArrayList<>();
    for (int inFlight : allInFlight) {
      for (ExecutionModel model : models) {
        for (String variant : capacity.heapBytes().keySet()) {
          Allocation allocation =
              limitedByInFlight(
                  model.allocate(demand(workload, arguments, inFlight, variant)), inFlight);
          cases.add(planned(workload, arguments, model, allocation, variant));
          if (inFlight == smallest && variant.equals(Case.DEFAULT_VARIANT)) {
            for (Peer peer : peersOf(workload, model)) {
              cases.add(
                  peer.unlessAbsent(
                      planned(workload, arguments, model, allocation, peer.variant())));
            }
          }
        }
      }
    }
    return cases;
  }

  /// Refuses a W that no case could have. A case with fewer tasks in flight has fewer workers, and
  /// its note says so.
  ///
  /// @param workloads those that were chosen; possibly none
  /// @throws IllegalArgumentException if W is more than every K
  void checkWorkers(Collection<WorkloadProvider> workloads) {
    List<Integer> all =
        workloads.stream()
            .flatMap(workload -> inFlight(workload.kind()).stream())
            .distinct()
            .sorted()
            .toList();
    OptionalInt workers = selection.concurrency().workers();
    if (workers.isPresent() && !all.isEmpty() && workers.getAsInt() > all.getLast()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--workers %d is more than the tasks in flight, of which there are at most %d: give"
                  + " --in-flight %1$d or more",
              workers.getAsInt(),
              all.getLast()));
    }
  }

  private Allocation limitedByInFlight(Allocation allocation, int inFlight) {
    OptionalInt workers = selection.concurrency().workers();
    boolean limited =
        workers.isPresent()
            && workers.getAsInt() > inFlight
            && allocation.inFlight() == inFlight
            && allocation.note().isEmpty();
    return limited
        ? new Allocation(
            inFlight,
            allocation.workers(),
            String.format(
                Locale.ROOT,
                "W = %d of %d: only %d in flight",
                allocation.workers(),
                workers.getAsInt(),
                inFlight))
        : allocation;
  }

  private List<Integer> inFlight(WorkloadKind kind) {
    if (!selection.concurrency().inFlight().isEmpty()) {
      return selection.concurrency().inFlight();
    }
    return kind == WorkloadKind.CPU
        ? selection.profile().cpuInFlight().apply(capacity.cores())
        : selection.profile().ioInFlight();
  }

  private Demand demand(
      WorkloadProvider workload, Arguments arguments, int inFlight, String variant) {
    return new Demand(
        workload.kind() == WorkloadKind.CPU,
        inFlight,
        selection.concurrency().workers(),
        workload.connections(arguments),
        capacity.cores(),
        capacity.availableMemoryBytes(),
        capacity.heapBytes().getOrDefault(variant, 0L));
  }

  private List<Peer> peersOf(WorkloadProvider workload, ExecutionModel model) {
    return peers.stream().filter(peer -> peer.has(workload.name(), model.name())).toList();
  }

  private static PlannedCase planned(
      WorkloadProvider workload,
      Arguments arguments,
      ExecutionModel model,
      Allocation allocation,
      String variant) {
    Case planned =
        new CaseParameters(
                model.name(),
                workload.name(),
                arguments.toString(),
                allocation.inFlight(),
                allocation.workers())
            .caseOf(Suite.of(workload.kind()).benchmark(), variant);
    return allocation.workers() == 0
        ? new NotRun(planned, allocation.note())
        : new Runs(planned, allocation.note());
  }
}
