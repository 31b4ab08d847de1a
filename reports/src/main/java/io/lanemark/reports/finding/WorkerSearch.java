package io.lanemark.reports.finding;

import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// How W was found for one case within a memory budget: a short trial for each W that was tried.
///
/// @param steps the trials, the smallest W first; at least one
/// @param chosen the W that was measured; empty if none fits, or if the run ended early
public record WorkerSearch(List<Trial> steps, OptionalInt chosen) {
  /// Copies the list.
  public WorkerSearch {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a search needs at least one trial");
    }
  }

  /// The case of the first step; those of the other steps differ only in W.
  ///
  /// @return a case
  public Case common() {
    return steps.getFirst().planned().trialCase();
  }

  /// How W was found within the run's memory budget.
  ///
  /// @param results of the run
  /// @return one for each case, in the order of the trials; none without a budget
  public static List<WorkerSearch> of(RunResults results) {
    Map<Case, List<Trial>> steps = new LinkedHashMap<>();
    results.trials().stream()
        .filter(trial -> trial.planned().role() == PlannedTrial.Role.SEARCH)
        .forEach(
            trial ->
                steps
                    .computeIfAbsent(
                        trial.planned().trialCase().without(Case.WORKERS), _ -> new ArrayList<>())
                    .add(trial));
    return steps.entrySet().stream()
        .map(
            entry ->
                new WorkerSearch(entry.getValue(), chosenWorkers(results.run(), entry.getKey())))
        .toList();
  }

  private static OptionalInt chosenWorkers(Run run, Case withoutWorkers) {
    return run.plan().stream()
        .filter(planned -> planned.role() == PlannedTrial.Role.MEASURE && planned.runs())
        .map(PlannedTrial::trialCase)
        .filter(measured -> measured.without(Case.WORKERS).equals(withoutWorkers))
        .mapToInt(Case::workers)
        .findFirst();
  }
}
