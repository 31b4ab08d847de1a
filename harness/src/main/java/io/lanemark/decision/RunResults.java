package io.lanemark.decision;

import io.lanemark.results.Case;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that one results folder holds, finished or not.
///
/// @param run the plan and where it ran
/// @param cases what was measured of each planned case, by workload, K, variant and model
/// @param trials what became of each trial that ended
/// @param unfinished planned trials without any result, because the run ended before them
public record RunResults(
    Run run, List<CaseResult> cases, List<Trial> trials, List<PlannedTrial> unfinished) {

  /// Copies the lists.
  public RunResults {
    cases = List.copyOf(cases);
    trials = List.copyOf(trials);
    unfinished = List.copyOf(unfinished);
  }

  /// The throughput of the workloads' backends alone.
  ///
  /// @return one for each workload for which that was measured, in the order of the trials
  public List<BackendCeiling> ceilings() {
    return trials.stream()
        .filter(trial -> trial.planned().role() == PlannedTrial.Role.CEILING)
        .filter(Trial::hasScore)
        .map(BackendCeiling::new)
        .toList();
  }

  /// The throughput of the backends of a case alone.
  ///
  /// @param measured any case
  /// @return null if it was not measured
  public @Nullable BackendCeiling ceilingOf(Case measured) {
    return ceilings().stream().filter(each -> each.isOf(measured)).findFirst().orElse(null);
  }

  /// The checks of all trials that have a score, except the trials of a search: their figures are
  /// not shown.
  ///
  /// @return in the order in which they ran
  public List<TrialCheck> checks() {
    return trials.stream()
        .filter(Trial::hasScore)
        .filter(trial -> trial.planned().role() != PlannedTrial.Role.SEARCH)
        .map(trial -> TrialCheck.of(trial, run.environment().machine().cores(), budgetOf(trial)))
        .toList();
  }

  /// A backend that is measured alone has no budget.
  private Optional<MemoryBudget> budgetOf(Trial trial) {
    return run.scope()
        .memoryBudget()
        .filter(_ -> trial.planned().role() == PlannedTrial.Role.MEASURE);
  }

  /// The cases that may be compared with each other. Cases of peers never compete: they are shown
  /// next to the others. Serial cases that no other model can be compared with serve only as
  /// references.
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
              result.measured().without(Case.MODEL, Case.WORKERS).onDefaultVariant(),
              key -> new ArrayList<>())
          .add(result);
      if (result.isReference()) {
        references
            .computeIfAbsent(
                result.measured().acrossInFlight().onDefaultVariant(), key -> new ArrayList<>())
            .add(result);
      }
    }
    Set<Case> contested =
        contestants.stream()
            .filter(result -> !result.isReference())
            .map(result -> result.measured().acrossInFlight().onDefaultVariant())
            .collect(Collectors.toSet());
    List<Contest> contests = new ArrayList<>();
    for (List<CaseResult> entries : byContest.values()) {
      Case key = entries.getFirst().measured().acrossInFlight().onDefaultVariant();
      if (!contested.contains(key) || !entries.stream().allMatch(CaseResult::isReference)) {
        contests.add(
            new Contest(
                run.scope().describe(entries.getFirst().measured()),
                entries,
                references.getOrDefault(key, List.of()),
                ceilingOf(entries.getFirst().measured())));
      }
    }
    return contests;
  }
}
