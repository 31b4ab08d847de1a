package io.lanemark.guard.history;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.results.Case;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Runs over time.
///
/// @param runs at least one, in the order of time, whatever the order of their lines
/// @param skipped one phrase for each line that is not a run
public record History(List<HistoryRun> runs, List<String> skipped) {

  private static final Comparator<HistoryRun> ORDER =
      Comparator.comparing((HistoryRun run) -> run.origin().at())
          .thenComparing(run -> run.origin().commit())
          .thenComparing(HistoryRun::toString);

  /// Sorts the runs.
  public History {
    runs = runs.stream().sorted(ORDER).toList();
    skipped = List.copyOf(skipped);
  }

  /// Each case over time.
  ///
  /// @param selected which cases
  /// @return one for each number of each case that any run has, in the order of the keys
  public List<CaseHistory> cases(Predicate<Case> selected) {
    SortedMap<BenchmarkKey, List<CaseHistory.Point>> points = new TreeMap<>();
    for (int i = 0; i < runs.size(); i++) {
      HistoryRun run = runs.get(i);
      for (HistoryScore score : run.scores()) {
        if (selected.test(score.measured())) {
          points
              .computeIfAbsent(score.key(), _ -> new ArrayList<>())
              .add(new CaseHistory.Point(i + 1, run.origin(), score));
        }
      }
    }
    List<CaseHistory> cases = new ArrayList<>();
    points.forEach((key, ofKey) -> cases.add(new CaseHistory(key, ofKey)));
    return List.copyOf(cases);
  }
}
