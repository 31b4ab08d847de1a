package io.lanemark.benchmarks.plan;

import io.lanemark.model.Allocation;
import io.lanemark.model.Demand;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.PlannedTrial;
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
import java.util.TreeMap;
import java.util.TreeSet;
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
  /// @param models the execution models
  /// @param workloads the workloads, with the value of each parameter
  /// @param variants what the cases run on or with, other than as always
  /// @param trials all trials, in the order in which they run; those that cannot run come first,
  ///   then the backends alone; with a memory budget the search for W comes last, and what is
  ///   measured follows from it
  /// @param decisions what is decided while they run
  public record Plan(
      List<ExecutionModel> models,
      Map<WorkloadProvider, Arguments> workloads,
      List<VariantDescription> variants,
      List<PlannedTrial> trials,
      Decisions decisions) {
    /// Copies the list.
    public Plan {
      trials = List.copyOf(trials);
    }
  }

  /// Draws up the plan.
  ///
  /// @param selection what was asked for
  /// @return at least one trial
  /// @throws IllegalArgumentException if something that was asked for does not exist or does not
  ///   fit; the message says what would
  public Plan plan(Selection selection) {
    Profile profile = selection.profile();
    List<ExecutionModel> chosenModels =
        models.named(selection.models().isEmpty() ? profile.models() : selection.models());
    Map<WorkloadProvider, Arguments> chosenWorkloads = chooseWorkloads(selection);
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
    List<PlannedTrial> trials = beforehand(notes, BackendsAlone.cases(chosenWorkloads));
    List<Case> running = notes.keySet().stream().filter(c -> c.workers() > 0).toList();
    Decisions decisions =
        selection.memoryBudgetBytes().isPresent()
            ? addSearch(trials, running, selection)
            : addMeasured(trials, running, notes, selection);
    return new Plan(chosenModels, chosenWorkloads, variants(notes.keySet()), trials, decisions);
  }

  private Map<WorkloadProvider, Arguments> chooseWorkloads(Selection selection) {
    List<Suite> suites =
        selection.suites().isEmpty() ? List.of(Suite.values()) : selection.suites();
    List<WorkloadProvider> chosen =
        selection.workloads().isEmpty()
            ? workloads.named(selection.profile().workloads()).stream()
                .filter(workload -> suites.stream().anyMatch(suite -> suite.takes(workload.kind())))
                .toList()
            : workloads.named(selection.workloads());
    for (WorkloadProvider workload : chosen) {
      if (suites.stream().noneMatch(suite -> suite.takes(workload.kind()))) {
        throw new IllegalArgumentException(
            "the workload '%s' is of kind %s, which is not for the suite %s"
                .formatted(
                    workload.name(),
                    workload.kind(),
                    String.join(", ", suites.stream().map(Suite::label).toList())));
      }
    }
    checkParameters(selection.parameters(), chosen);
    Map<WorkloadProvider, Arguments> result = new LinkedHashMap<>();
    chosen.forEach(workload -> result.put(workload, arguments(workload, selection.parameters())));
    return result;
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
