package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.run.Decisions;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Plans the trials of a run from what was asked for.
public final class Planner {

  private final Registry<ExecutionModel> models;
  private final Registry<WorkloadProvider> workloads;
  private final Capacity capacity;
  private final List<Peer> peers;

  /// A planner for one machine.
  ///
  /// @param models all execution models
  /// @param workloads all workloads
  /// @param capacity what the machine can give
  /// @param peers other runtimes that do the same work in the same run; possibly none
  public Planner(
      Registry<ExecutionModel> models,
      Registry<WorkloadProvider> workloads,
      Capacity capacity,
      List<Peer> peers) {
    this.models = models;
    this.workloads = workloads;
    this.capacity = capacity;
    this.peers = List.copyOf(peers);
  }

  /// Draws up the plan.
  ///
  /// @param selection what was asked for
  /// @return at least one trial
  /// @throws IllegalArgumentException if something that was asked for does not exist or does not
  ///   fit; the message says what would fit
  public Plan plan(Selection selection) {
    SelectionResolver resolver = new SelectionResolver(models, workloads, selection);
    List<Operation> operations = resolver.chosenOperations();
    if (!operations.isEmpty()) {
      refuseWhatOperationsFix(selection, operations.getFirst());
    }
    Map<WorkloadProvider, Arguments> chosenWorkloads = resolver.chosenWorkloads();
    List<ExecutionModel> chosenModels = resolver.chosenModels(operations);
    WorkloadCases workloadCases = new WorkloadCases(chosenModels, capacity, peers, selection);
    workloadCases.checkWorkers(chosenWorkloads.keySet());
    OperationCases operationCases =
        new OperationCases(operations, resolver.wantedImplementations(), capacity.cores(), peers);
    Collection<PlannedCase> cases =
        distinct(
            Stream.concat(
                chosenWorkloads.entrySet().stream()
                    .flatMap(each -> workloadCases.cases(each.getKey(), each.getValue()).stream()),
                operationCases.cases().stream()));
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to measure: the chosen workloads and operations have none of the models "
              + String.join(", ", selection.names().models()));
    }
    TrialSequence trials = new TrialSequence(0);
    trials.addNotRun(cases);
    trials.addCeilings(BackendAloneCases.cases(chosenWorkloads));
    Decisions decisions = addCases(trials, cases, selection);
    Stream<ModelDescription> shownModels =
        chosenWorkloads.isEmpty()
            ? Stream.of()
            : chosenModels.stream()
                .map(model -> new ModelDescription(model.name(), model.description()));
    return new Plan(
        Stream.concat(shownModels, operationCases.models().stream()).distinct().toList(),
        chosenWorkloads,
        operations,
        variants(cases),
        trials.trials(),
        decisions);
  }

  private void refuseWhatOperationsFix(Selection selection, Operation operation) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--in-flight", !selection.concurrency().inFlight().isEmpty());
    given.put("--workers", selection.concurrency().workers().isPresent());
    given.put("--memory-budget", selection.concurrency().memoryBudgetBytes().isPresent());
    given.put("--jvm or --jvm-args", capacity.hasVariants());
    given.forEach(
        (option, present) -> {
          if (present) {
            throw new IllegalArgumentException(
                "%s cannot be used with operations such as '%s': their K, W and JVM are fixed"
                    .formatted(option, operation.name()));
          }
        });
  }

  /// A model that does not depend on K has the same case for every K.
  private static Collection<PlannedCase> distinct(Stream<PlannedCase> cases) {
    SequencedMap<Case, PlannedCase> distinct = new LinkedHashMap<>();
    cases.forEach(each -> distinct.put(each.trialCase(), each));
    return distinct.sequencedValues();
  }

  private static Decisions addCases(
      TrialSequence trials, Collection<PlannedCase> cases, Selection selection) {
    if (selection.concurrency().memoryBudgetBytes().isEmpty()) {
      trials.addMeasured(cases, selection.forks(), selection.seed());
      return Decisions.NONE;
    }
    MemoryBudget budget = new MemoryBudget(selection.concurrency().memoryBudgetBytes().getAsLong());
    List<Ladder> ladders =
        TrialSequence.running(cases).stream()
            .map(each -> Ladder.upTo(each.trialCase(), budget))
            .toList();
    ladders.forEach(trials::addSearch);
    return new EqualMemory(ladders, trials.trials().size(), selection.forks(), selection.seed());
  }

  private List<VariantDescription> variants(Collection<PlannedCase> cases) {
    return peers.stream()
        .filter(
            peer ->
                cases.stream().anyMatch(each -> each.trialCase().variant().equals(peer.variant())))
        .map(peer -> new VariantDescription(peer.variant(), peer.description()))
        .toList();
  }
}
