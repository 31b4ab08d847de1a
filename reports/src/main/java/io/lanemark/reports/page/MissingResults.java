package io.lanemark.reports.page;

import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Trials without a score, cases with fewer workers than requested, and the reasons. Trials of a
/// search for W are in the [SearchTable].
///
/// @param trials trials without a score, grouped by case and reason
/// @param fewerWorkers cases with fewer workers than requested
record MissingResults(List<Row> trials, List<Row> fewerWorkers) {

  /// One case.
  ///
  /// @param workload the workload
  /// @param model the model
  /// @param setting its K and W
  /// @param count number of trials
  /// @param state how they ended
  /// @param reason the reason
  record Row(
      String workload, ModelLabel model, String setting, int count, String state, String reason) {}

  private record Ending(PlannedTrial planned, String state, String reason) {}

  private record Group(String workload, Case planned, String state, String reason) {}

  boolean any() {
    return !trials.isEmpty();
  }

  boolean anyFewerWorkers() {
    return !fewerWorkers.isEmpty();
  }

  static MissingResults of(RunResults results) {
    Map<Group, Integer> groups = new LinkedHashMap<>();
    Stream.concat(
            results.trials().stream()
                .filter(trial -> !trial.hasScore())
                .filter(trial -> trial.planned().role() != PlannedTrial.Role.SEARCH)
                .map(MissingResults::ending),
            results.unfinished().stream()
                .map(
                    planned ->
                        new Ending(planned, "not finished", "the run ended before this trial")))
        .forEach(
            ending ->
                groups.merge(
                    new Group(
                        PageText.workload(ending.planned),
                        ending.planned.trialCase(),
                        ending.state,
                        ending.reason),
                    1,
                    Integer::sum));
    Set<Group> notes = new LinkedHashSet<>();
    results.run().plan().stream()
        .filter(planned -> planned.runs() && !planned.note().isEmpty())
        .map(
            planned ->
                new Group(PageText.workload(planned), planned.trialCase(), "", planned.note()))
        .forEach(notes::add);
    return new MissingResults(
        groups.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList(),
        notes.stream().map(group -> row(group, 0)).toList());
  }

  private static Ending ending(Trial trial) {
    return switch (trial.state()) {
      case DONE -> new Ending(trial.planned(), "no score", "no task was completed in its windows");
      case FAILED -> new Ending(trial.planned(), "failed", trial.reason());
      case NOT_RUN -> new Ending(trial.planned(), "not run", trial.reason());
    };
  }

  private static Row row(Group group, int count) {
    return new Row(
        group.workload,
        ModelLabel.of(group.planned),
        String.format(
            Locale.ROOT, "K = %d, W = %d", group.planned.inFlight(), group.planned.workers()),
        count,
        group.state,
        group.reason);
  }
}
