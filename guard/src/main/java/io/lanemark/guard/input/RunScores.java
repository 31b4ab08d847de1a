package io.lanemark.guard.input;

import io.lanemark.decision.RunReader;
import io.lanemark.decision.RunResults;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The numbers of a results folder, finished or not. A planned trial that failed, or that was never
/// reached, is a failure of its case; a case that its model cannot serve is left out.
final class RunScores {

  private final ResultsFolder folder;
  private final Map<String, Trial> trialsById;

  private RunScores(ResultsFolder folder, Map<String, Trial> trialsById) {
    this.folder = folder;
    this.trialsById = trialsById;
  }

  /// Reads some numbers of some cases.
  ///
  /// @param root a folder that holds a run
  /// @throws io.lanemark.results.BadResultsException if results are damaged
  static List<Measured> read(Path root, List<RunNumber> numbers, Predicate<Case> selected) {
    RunResults results = RunReader.read(root);
    RunScores scores =
        new RunScores(
            ResultsFolder.open(root),
            results.trials().stream()
                .collect(Collectors.toMap(trial -> trial.planned().id(), trial -> trial)));
    Map<Case, List<PlannedTrial>> plannedByCase = new LinkedHashMap<>();
    results.run().plan().stream()
        .filter(planned -> planned.role() == PlannedTrial.Role.MEASURE && planned.runs())
        .filter(planned -> selected.test(planned.trialCase()))
        .forEach(
            planned ->
                plannedByCase
                    .computeIfAbsent(planned.trialCase(), _ -> new ArrayList<>())
                    .add(planned));
    List<Measured> measured = new ArrayList<>();
    plannedByCase.forEach(
        (measuredCase, planned) ->
            numbers.forEach(number -> measured.addAll(scores.of(measuredCase, planned, number))));
    return measured;
  }

  /// Empty if the system did not provide the number for any trial.
  private List<Measured> of(Case measuredCase, List<PlannedTrial> planned, RunNumber number) {
    List<double[]> forks = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (PlannedTrial each : planned) {
      Trial trial = trialsById.get(each.id());
      if (trial == null) {
        failures.add(String.format(Locale.ROOT, "fork %d did not run", each.fork() + 1));
      } else if (!trial.hasScore()) {
        failures.add(
            String.format(Locale.ROOT, "fork %d failed: %s", each.fork() + 1, reason(trial)));
      } else {
        double[] values = number.reading().of(folder, trial);
        if (values.length > 0) {
          forks.add(values);
        }
      }
    }
    if (forks.isEmpty() && failures.size() < planned.size()) {
      return List.of();
    }
    return List.of(
        new ForkScores(number.unit())
            .measured(new BenchmarkKey(measuredCase, number.name()), forks, failures));
  }

  private static String reason(Trial trial) {
    return trial.reason().isEmpty() ? "no task was completed" : trial.reason();
  }
}
