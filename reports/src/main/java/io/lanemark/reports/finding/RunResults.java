package io.lanemark.reports.finding;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.VariantDescription;
import io.lanemark.results.Run.WorkloadDescription;
import io.lanemark.results.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Everything that one results folder holds, finished or not.
///
/// @param run the plan and where it ran
/// @param cases what was measured of each planned case, by workload, K, variant and model
/// @param trials what became of each trial that ended
/// @param unfinished planned trials without any result: the run was ended before them
public record RunResults(
    Run run, List<CaseResult> cases, List<Trial> trials, List<PlannedTrial> unfinished) {

  /// The model that is the process pool.
  private static final String POOL = "process";

  /// Copies the lists.
  public RunResults {
    cases = List.copyOf(cases);
    trials = List.copyOf(trials);
    unfinished = List.copyOf(unfinished);
  }

  /// Reads a results folder, latency logs included.
  ///
  /// @param root the folder
  /// @return what it holds
  /// @throws BadResultsException if anything in it is missing, truncated or not as expected
  public static RunResults read(Path root) {
    ResultsFolder folder = ResultsFolder.open(root);
    Run run = folder.run();
    List<Trial> trials = folder.finishedTrials();
    run.plan().forEach(planned -> check(root, planned.trialCase()));
    for (Trial trial : trials) {
      check(root, trial.planned().trialCase());
      check(folder, trial);
    }
    Set<String> finished =
        trials.stream().map(trial -> trial.planned().id()).collect(Collectors.toSet());
    return new RunResults(
        run,
        cases(folder, run, trials),
        trials,
        run.plan().stream().filter(planned -> !finished.contains(planned.id())).toList());
  }

  /// Whether a trial has a score: it is done, and at least one task was completed.
  ///
  /// @param trial any trial
  /// @return whether it counts
  public static boolean hasScore(Trial trial) {
    return trial.state() == Trial.State.DONE
        && trial.iterations().stream().mapToLong(Iteration::operations).sum() > 0
        && trial.iterations().stream().mapToLong(Iteration::completions).sum() > 0;
  }

  /// What the backends of the workloads give alone.
  ///
  /// @return one for each workload for which that was measured, in the order of the trials
  public List<Ceiling> ceilings() {
    return trials.stream()
        .filter(trial -> trial.planned().role() == PlannedTrial.Role.CEILING)
        .filter(RunResults::hasScore)
        .map(Ceiling::new)
        .toList();
  }

  /// How W was found within the run's memory budget.
  ///
  /// @return one for each case, in the order of the trials; none without a budget
  public List<WorkerSearch> searches() {
    Map<Case, List<Trial>> steps = new LinkedHashMap<>();
    trials.stream()
        .filter(trial -> trial.planned().role() == PlannedTrial.Role.SEARCH)
        .forEach(
            trial ->
                steps
                    .computeIfAbsent(
                        without(trial.planned().trialCase(), Case.WORKERS), _ -> new ArrayList<>())
                    .add(trial));
    return steps.entrySet().stream()
        .map(entry -> new WorkerSearch(entry.getValue(), chosenWorkers(entry.getKey())))
        .toList();
  }

  private OptionalInt chosenWorkers(Case withoutWorkers) {
    return run.plan().stream()
        .filter(planned -> planned.role() == PlannedTrial.Role.MEASURE && planned.runs())
        .map(PlannedTrial::trialCase)
        .filter(measured -> without(measured, Case.WORKERS).equals(withoutWorkers))
        .mapToInt(Case::workers)
        .findFirst();
  }

  /// The checks of all trials that have a score and are shown as figures: not those of a search.
  ///
  /// @return in the order in which they ran
  public List<TrialCheck> checks() {
    return trials.stream()
        .filter(RunResults::hasScore)
        .filter(trial -> trial.planned().role() != PlannedTrial.Role.SEARCH)
        .map(trial -> TrialCheck.of(trial, run.environment().cores(), budgetOf(trial)))
        .toList();
  }

  /// A backend that is measured alone has no budget.
  private Optional<MemoryBudget> budgetOf(Trial trial) {
    return run.memoryBudget().filter(_ -> trial.planned().role() == PlannedTrial.Role.MEASURE);
  }

  /// The cases that may be compared with each other: never those of peers, which are shown beside.
  /// Serial cases that no other model can be compared with are the reference of the others and no
  /// contest of their own.
  ///
  /// @return by workload and K
  public List<Contest> contests() {
    Map<Case, List<CaseResult>> byContest = new LinkedHashMap<>();
    Map<Case, List<CaseResult>> references = new LinkedHashMap<>();
    List<CaseResult> contestants =
        cases.stream().filter(result -> !result.measured().isPeer()).toList();
    for (CaseResult result : contestants) {
      byContest
          .computeIfAbsent(
              onAnyVariant(without(result.measured(), Case.MODEL, Case.WORKERS)),
              key -> new ArrayList<>())
          .add(result);
      if (isReference(result)) {
        references
            .computeIfAbsent(
                onAnyVariant(acrossInFlight(result.measured())), key -> new ArrayList<>())
            .add(result);
      }
    }
    Set<Case> contested =
        contestants.stream()
            .filter(result -> !isReference(result))
            .map(result -> onAnyVariant(acrossInFlight(result.measured())))
            .collect(Collectors.toSet());
    List<Contest> contests = new ArrayList<>();
    for (List<CaseResult> entries : byContest.values()) {
      Case key = onAnyVariant(acrossInFlight(entries.getFirst().measured()));
      if (!contested.contains(key) || !entries.stream().allMatch(RunResults::isReference)) {
        contests.add(
            new Contest(
                describe(run, entries.getFirst().measured()),
                entries,
                references.getOrDefault(key, List.of()),
                ceilingOf(entries.getFirst().measured())));
      }
    }
    return contests;
  }

  private @Nullable Ceiling ceilingOf(Case measured) {
    return ceilings().stream().filter(each -> each.isOf(measured)).findFirst().orElse(null);
  }

  /// How the process pool stands to each bar of which this run has both numbers.
  ///
  /// @return in the order of the bars; none where no operation was measured
  public List<Bar.Standing> standings() {
    return Bar.ALL.stream().flatMap(bar -> bar.standing(cases).stream()).toList();
  }

  /// The operations that were measured in Python too.
  ///
  /// @return in the order of the cases
  public List<OperationPair> operationPairs() {
    return cases.stream()
        .filter(result -> result.variant().equals(Case.PYTHON))
        .filter(result -> isOperation(result.measured()) && result.hasScores())
        .map(python -> new OperationPair(python, likeInPython(python.measured())))
        .toList();
  }

  private @Nullable CaseResult likeInPython(Case python) {
    List<CaseResult> onTheJvm =
        cases.stream()
            .filter(result -> result.measured().workload().equals(python.workload()))
            .filter(result -> result.variant().equals(Case.DEFAULT_VARIANT) && result.hasScores())
            .toList();
    return onTheJvm.stream()
        .filter(result -> result.model().equals(python.model()))
        .findFirst()
        .or(() -> onTheJvm.stream().filter(result -> result.model().equals(POOL)).findFirst())
        .orElse(null);
  }

  private boolean isOperation(Case measured) {
    return describe(run, measured).kind().equals(WorkloadDescription.OPERATION);
  }

  /// The workloads that a peer ran, beside what the JVM gave.
  ///
  /// @param variant the variant of the peer's cases
  /// @return by workload and K; empty where the peer was not planned
  public List<PeerComparison> comparisonsWith(String variant) {
    Map<Case, List<PeerComparison.Pair>> byWorkload = new LinkedHashMap<>();
    for (CaseResult result : cases) {
      if (result.measured().variant().equals(variant)
          && !isReference(result)
          && !isOperation(result.measured())) {
        byWorkload
            .computeIfAbsent(
                without(result.measured(), Case.MODEL, Case.WORKERS), key -> new ArrayList<>())
            .add(
                new PeerComparison.Pair(
                    onTheJvm(result).map(this::scaled).orElse(null), scaled(result)));
      }
    }
    return byWorkload.entrySet().stream()
        .map(
            entry ->
                new PeerComparison(
                    describe(run, entry.getKey()), entry.getValue(), ceilingOf(entry.getKey())))
        .toList();
  }

  /// The same case of the JVM. W is no part of it: a peer that is absent has none.
  private Optional<CaseResult> onTheJvm(CaseResult peer) {
    Case wanted = without(peer.measured(), Case.WORKERS);
    return cases.stream()
        .filter(result -> result.measured().variant().equals(Case.DEFAULT_VARIANT))
        .filter(
            result ->
                without(result.measured(), Case.WORKERS).parameters().equals(wanted.parameters()))
        .findFirst();
  }

  private PeerComparison.Scaled scaled(CaseResult result) {
    Case wanted = acrossInFlight(result.measured());
    return new PeerComparison.Scaled(
        result,
        cases.stream()
            .filter(RunResults::isReference)
            .filter(serial -> acrossInFlight(serial.measured()).equals(wanted))
            .findFirst()
            .orElse(null));
  }

  private static boolean isReference(CaseResult result) {
    return result.model().equals(Contest.REFERENCE_MODEL);
  }

  private static Case acrossInFlight(Case measured) {
    return without(measured, Case.MODEL, Case.WORKERS, Case.IN_FLIGHT);
  }

  /// Variants compete with each other as models do.
  private static Case onAnyVariant(Case measured) {
    return new Case(
        measured.benchmark(),
        measured.mode(),
        measured.parameters(),
        measured.threads(),
        Case.DEFAULT_VARIANT);
  }

  private static Case without(Case original, String... parameters) {
    SortedMap<String, String> others = new TreeMap<>(original.parameters());
    others.keySet().removeAll(List.of(parameters));
    return new Case(
        original.benchmark(), original.mode(), others, original.threads(), original.variant());
  }

  private static WorkloadDescription describe(Run run, Case measured) {
    return run.workloads().stream()
        .filter(workload -> workload.name().equals(measured.workload()))
        .findFirst()
        .orElseGet(
            () -> new WorkloadDescription(measured.workload(), "", "", measured.arguments()));
  }

  private static List<CaseResult> cases(ResultsFolder folder, Run run, List<Trial> trials) {
    Map<Case, String> notes = new LinkedHashMap<>();
    run.plan().stream()
        .filter(planned -> planned.role() == PlannedTrial.Role.MEASURE)
        .forEach(planned -> notes.putIfAbsent(planned.trialCase(), planned.note()));
    Map<Case, List<Trial>> scored =
        trials.stream()
            .filter(RunResults::hasScore)
            .filter(trial -> trial.planned().role() == PlannedTrial.Role.MEASURE)
            .sorted(Comparator.comparingInt(trial -> trial.planned().fork()))
            .collect(Collectors.groupingBy(trial -> trial.planned().trialCase()));
    scored.keySet().forEach(measured -> notes.putIfAbsent(measured, ""));
    List<String> models = run.models().stream().map(ModelDescription::name).toList();
    List<String> variants =
        Stream.concat(
                Stream.of(Case.DEFAULT_VARIANT),
                run.variants().stream().map(VariantDescription::name))
            .toList();
    List<String> workloads = run.workloads().stream().map(WorkloadDescription::name).toList();
    return notes.entrySet().stream()
        .map(
            entry -> {
              List<Trial> forks = scored.getOrDefault(entry.getKey(), List.of());
              return new CaseResult(
                  entry.getKey(), entry.getValue(), forks, mergedTimes(folder, forks));
            })
        .sorted(
            Comparator.comparingInt(
                    (CaseResult result) -> place(workloads, result.measured().workload()))
                .thenComparingInt(result -> result.measured().inFlight())
                .thenComparingInt(result -> place(variants, result.variant()))
                .thenComparingInt(result -> place(models, result.model()))
                .thenComparing(result -> result.measured().key()))
        .toList();
  }

  private static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    return place < 0 ? names.size() : place;
  }

  private static Map<Stage, Histogram> mergedTimes(ResultsFolder folder, List<Trial> trials) {
    Map<Stage, Histogram> merged = new EnumMap<>(Stage.class);
    for (Trial trial : trials) {
      Path log = folder.latencyLog(trial.planned().id());
      Map<Stage, Histogram> read = LatencyLog.read(log);
      check(log, trial, read);
      read.forEach(
          (stage, times) -> {
            merged.merge(
                stage,
                times,
                (all, one) -> {
                  all.add(one);
                  return all;
                });
          });
    }
    return merged;
  }

  /// Every stage that was recorded holds every task, and calls hold K tasks each.
  private static void check(Path log, Trial trial, Map<Stage, Histogram> read) {
    long completions = trial.iterations().stream().mapToLong(Iteration::completions).sum();
    Histogram calls = read.get(Stage.CALL);
    boolean ofCalls = calls != null && calls.getTotalCount() > 0;
    read.forEach(
        (stage, times) -> {
          long count = times.getTotalCount();
          boolean isOfCalls = stage == Stage.CALL;
          boolean mayBeEmpty = stage != Stage.RESIDENCE || ofCalls;
          long tasks = isOfCalls ? count * trial.planned().trialCase().inFlight() : count;
          if (tasks != completions && !(count == 0 && mayBeEmpty)) {
            throw new BadResultsException(
                log,
                "holds %d times of stage '%s' where the trial completed %d tasks"
                    .formatted(count, stage.tag(), completions));
          }
        });
  }

  private static void check(Path root, Case planned) {
    try {
      planned.model();
      planned.workload();
      planned.arguments();
      if (planned.inFlight() < 1 || planned.workers() < 0) {
        throw new IllegalArgumentException(
            "K must be at least 1 and W at least 0: " + planned.key());
      }
    } catch (IllegalArgumentException e) {
      throw new BadResultsException(root, "not the case expected: " + e.getMessage());
    }
  }

  private static void check(ResultsFolder folder, Trial trial) {
    if (trial.state() != Trial.State.DONE) {
      return;
    }
    boolean measured =
        !trial.iterations().isEmpty()
            && trial.iterations().stream()
                .allMatch(each -> each.durationNanos() > 0 && each.windowNanos() > 0);
    if (!measured) {
      throw new BadResultsException(
          folder.root(),
          "trial %s is done but has no window with a length".formatted(trial.planned().id()));
    }
  }
}
