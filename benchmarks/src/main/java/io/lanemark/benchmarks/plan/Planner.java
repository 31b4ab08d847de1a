package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Implementation;
import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.model.Allocation;
import io.lanemark.model.Demand;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.results.Case;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.run.Decisions;
import io.lanemark.run.TrialOrder;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.WorkloadKind;
import io.lanemark.workload.WorkloadProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the trials of a run from what was asked for.
public final class Planner {

  static final String MODE = "thrpt";
  private static final int MOST_VARIANT_CHARACTERS = 40;

  private final Registry<ExecutionModel> models;
  private final Registry<WorkloadProvider> workloads;
  private final Capacity capacity;
  private final List<Peer> peers;

  /// A planner for one machine.
  ///
  /// @param models the execution models that there are
  /// @param workloads the workloads that there are
  /// @param capacity what the machine can give
  /// @param peers other runtimes that do the same work beside; possibly none
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

  /// What a machine can give.
  ///
  /// @param cores processors that this process may use
  /// @param availableMemoryBytes memory that new processes could take
  /// @param heapBytes heap limit of the measured JVMs of each variant, the default first
  public record Capacity(
      int cores, long availableMemoryBytes, SequencedMap<String, Long> heapBytes) {

    /// Keeps the order of the map.
    public Capacity {
      heapBytes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(heapBytes));
    }

    /// What a machine can give where all measured JVMs are alike.
    ///
    /// @param cores processors that this process may use
    /// @param availableMemoryBytes memory that new processes could take
    /// @param heapBytes heap limit of every measured JVM
    public Capacity(int cores, long availableMemoryBytes, long heapBytes) {
      this(
          cores,
          availableMemoryBytes,
          new LinkedHashMap<>(Map.of(Case.DEFAULT_VARIANT, heapBytes)));
    }
  }

  /// What is to be measured.
  ///
  /// @param models the execution models, and what else has their place
  /// @param workloads the workloads, with the value of each parameter
  /// @param operations the operations, which have the place of workloads
  /// @param variants what the cases run on or with, other than as always
  /// @param trials all trials, in the order in which they run; those that cannot run come first,
  ///   then the backends alone; with a memory budget the search for W comes last, and what is
  ///   measured follows from it
  /// @param decisions what is decided while they run
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

  /// Draws up the plan.
  ///
  /// @param selection what was asked for
  /// @return at least one trial
  /// @throws IllegalArgumentException if something that was asked for does not exist or does not
  ///   fit; the message says what would
  public Plan plan(Selection selection) {
    List<Operation> operations = chooseOperations(selection);
    Map<WorkloadProvider, Arguments> chosenWorkloads = chooseWorkloads(selection);
    OperationCases operationCases =
        new OperationCases(operations, wantedSubjects(selection), capacity.cores(), peers);
    List<ExecutionModel> chosenModels = chooseModels(selection, operations);
    Map<Case, String> notes = new LinkedHashMap<>();
    chosenWorkloads.forEach(
        (workload, arguments) -> {
          List<Integer> allInFlight = inFlight(selection, workload.kind());
          for (int inFlight : allInFlight) {
            boolean withPeers = inFlight == Collections.min(allInFlight);
            for (ExecutionModel model : chosenModels) {
              for (String variant : capacity.heapBytes().keySet()) {
                boolean besides = withPeers && variant.equals(Case.DEFAULT_VARIANT);
                addCases(notes, selection, workload, arguments, model, inFlight, variant, besides);
              }
            }
          }
        });
    notes.putAll(operationCases.notes());
    if (notes.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to measure: what was chosen has none of the models "
              + String.join(", ", selection.models()));
    }
    List<PlannedTrial> trials = beforehand(notes, BackendAloneCases.cases(chosenWorkloads));
    List<Case> running = notes.keySet().stream().filter(c -> c.workers() > 0).toList();
    Decisions decisions =
        selection.memoryBudgetBytes().isPresent()
            ? addSearch(trials, running, selection)
            : addMeasured(trials, running, notes, selection);
    List<ModelDescription> shownModels =
        chosenWorkloads.isEmpty()
            ? operationCases.models()
            : Stream.concat(
                    chosenModels.stream()
                        .map(model -> new ModelDescription(model.name(), model.description())),
                    operationCases.models().stream())
                .distinct()
                .toList();
    return new Plan(
        shownModels, chosenWorkloads, operations, variants(notes.keySet()), trials, decisions);
  }

  private static List<Suite> suites(Selection selection) {
    return selection.suites().isEmpty() ? List.of(Suite.values()) : selection.suites();
  }

  private static List<String> workloadNames(Selection selection) {
    return selection.workloads().isEmpty()
        ? selection.profile().workloads()
        : selection.workloads();
  }

  /// Those that are asked for by name must belong to a suite that is asked for.
  private List<Operation> chooseOperations(Selection selection) {
    List<Suite> suites = suites(selection);
    List<Operation> named =
        workloadNames(selection).stream()
            .flatMap(name -> Operations.find(name).stream())
            .distinct()
            .toList();
    List<Operation> chosen =
        named.stream()
            .filter(operation -> suites.stream().anyMatch(suite -> suite.takes(operation)))
            .toList();
    if (!selection.workloads().isEmpty() && chosen.size() < named.size()) {
      Operation other =
          named.stream().filter(each -> !chosen.contains(each)).findFirst().orElseThrow();
      throw notOf(suites, "the operation '%s'".formatted(other.name()));
    }
    if (!chosen.isEmpty()) {
      refuseWhatOperationsHave(selection, chosen.getFirst());
    }
    return chosen;
  }

  private static IllegalArgumentException notOf(List<Suite> suites, String what) {
    return new IllegalArgumentException(
        "%s is not for the suite %s"
            .formatted(what, String.join(", ", suites.stream().map(Suite::label).toList())));
  }

  private void refuseWhatOperationsHave(Selection selection, Operation operation) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--in-flight", !selection.inFlight().isEmpty());
    given.put("--workers", selection.workers().isPresent());
    given.put("--memory-budget", selection.memoryBudgetBytes().isPresent());
    given.put("--jvm or --jvm-args", capacity.heapBytes().size() > 1);
    given.forEach(
        (option, present) -> {
          if (present) {
            throw new IllegalArgumentException(
                "%s does not go with operations such as '%s', of which K, W and JVM are fixed"
                    .formatted(option, operation.name()));
          }
        });
  }

  /// What was asked for; or else the models of the profile, and all that is no execution model.
  private Predicate<String> wantedSubjects(Selection selection) {
    if (!selection.models().isEmpty()) {
      return selection.models()::contains;
    }
    List<String> executionModels = models.all().stream().map(ExecutionModel::name).toList();
    return name -> !executionModels.contains(name) || selection.profile().models().contains(name);
  }

  private List<ExecutionModel> chooseModels(Selection selection, List<Operation> operations) {
    if (selection.models().isEmpty()) {
      return models.named(selection.profile().models());
    }
    List<String> executionModels = models.all().stream().map(ExecutionModel::name).toList();
    Set<String> subjects =
        operations.stream()
            .flatMap(
                operation ->
                    Stream.concat(
                        operation.subjects().stream().map(Implementation::name),
                        operation.pythonSubjects().stream()))
            .collect(Collectors.toSet());
    return models.named(
        selection.models().stream()
            .filter(name -> executionModels.contains(name) || !subjects.contains(name))
            .toList());
  }

  private Map<WorkloadProvider, Arguments> chooseWorkloads(Selection selection) {
    List<Suite> suites = suites(selection);
    List<WorkloadProvider> named =
        workloadNames(selection).stream()
            .filter(name -> Operations.find(name).isEmpty())
            .map(this::workloadNamed)
            .toList();
    List<WorkloadProvider> chosen =
        named.stream()
            .filter(workload -> suites.stream().anyMatch(suite -> suite.takes(workload.kind())))
            .toList();
    if (!selection.workloads().isEmpty() && chosen.size() < named.size()) {
      WorkloadProvider other =
          named.stream().filter(each -> !chosen.contains(each)).findFirst().orElseThrow();
      throw notOf(
          suites, "the workload '%s' is of kind %s, which".formatted(other.name(), other.kind()));
    }
    checkParameters(selection.parameters(), chosen);
    Map<WorkloadProvider, Arguments> result = new LinkedHashMap<>();
    chosen.forEach(workload -> result.put(workload, arguments(workload, selection.parameters())));
    return result;
  }

  private WorkloadProvider workloadNamed(String name) {
    return workloads.all().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "workload",
                    name,
                    Stream.concat(
                            workloads.all().stream().map(WorkloadProvider::name),
                            Operations.ALL.stream().map(Operation::name))
                        .toList()));
  }

  private static void checkParameters(
      Map<String, String> given, List<WorkloadProvider> chosenWorkloads) {
    TreeSet<String> valid = new TreeSet<>();
    chosenWorkloads.forEach(
        workload -> workload.parameters().forEach(parameter -> valid.add(parameter.name())));
    for (String name : given.keySet()) {
      if (!valid.contains(name)) {
        throw new IllegalArgumentException(
            "no chosen workload has a parameter '%s'; there is: %s"
                .formatted(name, String.join(", ", valid)));
      }
    }
  }

  /// The values that this workload knows, checked by making it once.
  private static Arguments arguments(WorkloadProvider workload, Map<String, String> given) {
    Map<String, String> own = new TreeMap<>(given);
    own.keySet().retainAll(workload.parameters().stream().map(Parameter::name).toList());
    Arguments arguments = Arguments.of(workload.parameters(), own);
    WorkloadContract.checkWorkload(workload, arguments);
    return arguments;
  }

  private List<Integer> inFlight(Selection selection, WorkloadKind kind) {
    if (!selection.inFlight().isEmpty()) {
      return selection.inFlight();
    }
    return kind == WorkloadKind.CPU
        ? selection.profile().cpuInFlight().apply(capacity.cores())
        : selection.profile().ioInFlight();
  }

  private void addCases(
      Map<Case, String> notes,
      Selection selection,
      WorkloadProvider workload,
      Arguments arguments,
      ExecutionModel model,
      int inFlight,
      String variant,
      boolean withPeers) {
    Allocation allocation =
        model.allocate(
            new Demand(
                workload.kind() == WorkloadKind.CPU,
                inFlight,
                selection.workers(),
                workload.connections(arguments),
                capacity.cores(),
                capacity.availableMemoryBytes(),
                capacity.heapBytes().getOrDefault(variant, 0L)));
    notes.put(caseOf(workload, arguments, model, allocation, variant), allocation.note());
    for (Peer peer : withPeers ? peers : List.<Peer>of()) {
      if (peer.has(workload.name(), model.name())) {
        Allocation same =
            peer.isAbsent() ? new Allocation(allocation.inFlight(), 0, peer.absence()) : allocation;
        notes.put(caseOf(workload, arguments, model, same, peer.variant()), same.note());
      }
    }
  }

  private static Case caseOf(
      WorkloadProvider workload,
      Arguments arguments,
      ExecutionModel model,
      Allocation allocation,
      String variant) {
    Map<String, String> parameters =
        Map.of(
            Case.MODEL, model.name(),
            Case.WORKLOAD, workload.name(),
            Case.ARGUMENTS, arguments.toString(),
            Case.IN_FLIGHT, Integer.toString(allocation.inFlight()),
            Case.WORKERS, Integer.toString(allocation.workers()));
    return new Case(suiteOf(workload).benchmark(), MODE, new TreeMap<>(parameters), 1, variant);
  }

  private List<VariantDescription> variants(Collection<Case> cases) {
    return peers.stream()
        .filter(peer -> cases.stream().anyMatch(each -> each.variant().equals(peer.variant())))
        .map(peer -> new VariantDescription(peer.variant(), peer.description()))
        .toList();
  }

  private static Suite suiteOf(WorkloadProvider workload) {
    return Stream.of(Suite.values())
        .filter(suite -> suite.takes(workload.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no suite takes " + workload.kind()));
  }

  private static List<PlannedTrial> beforehand(Map<Case, String> notes, List<Case> ceilings) {
    List<PlannedTrial> trials = new ArrayList<>();
    notes.forEach(
        (unable, note) -> {
          if (unable.workers() == 0) {
            trials.add(planned(trials.size(), unable, 0, PlannedTrial.Role.MEASURE, note));
          }
        });
    for (Case ceiling : ceilings) {
      trials.add(planned(trials.size(), ceiling, 0, PlannedTrial.Role.CEILING, ""));
    }
    return trials;
  }

  private static Decisions addMeasured(
      List<PlannedTrial> trials, List<Case> running, Map<Case, String> notes, Selection selection) {
    for (TrialOrder.Turn<Case> turn :
        TrialOrder.draw(running, selection.forks(), selection.seed())) {
      String note = notes.getOrDefault(turn.turnCase(), "");
      trials.add(
          planned(trials.size(), turn.turnCase(), turn.fork(), PlannedTrial.Role.MEASURE, note));
    }
    return Decisions.NONE;
  }

  private static Decisions addSearch(
      List<PlannedTrial> trials, List<Case> running, Selection selection) {
    MemoryBudget budget = new MemoryBudget(selection.memoryBudgetBytes().orElseThrow());
    List<Ladder> ladders = running.stream().map(top -> Ladder.upTo(top, budget)).toList();
    for (Ladder ladder : ladders) {
      for (Case rung : ladder.rungs()) {
        trials.add(planned(trials.size(), rung, 0, PlannedTrial.Role.SEARCH, ""));
      }
    }
    return new EqualMemory(ladders, trials.size(), selection.forks(), selection.seed());
  }

  static PlannedTrial planned(
      int position, Case planned, int fork, PlannedTrial.Role role, String note) {
    String variant =
        planned.variant().equals(Case.DEFAULT_VARIANT) ? "" : folderName(planned.variant()) + "-";
    String who =
        switch (role) {
          case MEASURE -> variant + planned.model();
          case CEILING -> "alone";
          case SEARCH -> "search-%s%s-w%d".formatted(variant, planned.model(), planned.workers());
        };
    String id =
        "%04d-%s-%s-k%d-f%d".formatted(position, planned.workload(), who, planned.inFlight(), fork);
    return new PlannedTrial(id, planned, fork, role, note);
  }

  /// A variant may be called by JVM arguments, in which any character may occur.
  private static String folderName(String variant) {
    String plain = variant.replaceAll("[^A-Za-z0-9.+_-]", "_");
    return plain.substring(0, Math.min(plain.length(), MOST_VARIANT_CHARACTERS));
  }
}
