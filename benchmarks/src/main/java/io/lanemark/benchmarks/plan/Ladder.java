package io.lanemark.benchmarks.plan;

import io.lanemark.results.Case;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.PlannedTrial.Role;
import io.lanemark.results.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One case with increasing W. The search goes on as long as the memory of the process tree leaves
/// room in the budget.
///
/// @param rungs cases that differ in W alone, the smallest first; at least one
/// @param budget the limit on the memory of the process tree
record Ladder(List<Case> rungs, MemoryBudget budget) {

  /// Throughputs of single short trials that are this close count as equal.
  private static final double ALIKE = 0.98;

  private static final long MEBIBYTE = 1 << 20;

  Ladder {
    rungs = List.copyOf(rungs);
    if (rungs.isEmpty()) {
      throw new IllegalArgumentException("a ladder needs at least one rung");
    }
  }

  /// A ladder that ends at a case: its W, and the powers of two below it.
  static Ladder upTo(Case top, MemoryBudget budget) {
    List<Case> rungs = new ArrayList<>();
    for (int workers = 1; workers < top.workers(); workers *= 2) {
      rungs.add(top.withWorkers(workers));
    }
    rungs.add(top);
    return new Ladder(rungs, budget);
  }

  /// Why a rung need not be tried: a lower one left too little room, or failed.
  Optional<String> needless(Case rung, List<Trial> over) {
    return searched(over).stream()
        .filter(trial -> workers(trial) < rung.workers())
        .filter(trial -> trial.state() == Trial.State.FAILED || !budget.leavesRoom(trial))
        .min(Comparator.comparingInt(Ladder::workers))
        .map(
            trial ->
                trial.state() == Trial.State.FAILED
                    ? String.format(Locale.ROOT, "W = %d failed already", workers(trial))
                    : String.format(
                        Locale.ROOT,
                        "W = %d left too little of the memory budget",
                        workers(trial)));
  }

  /// The best rung as a case that runs, or why there is none.
  PlannedCase outcome(List<Trial> over) {
    return best(over)
        .<PlannedCase>map(rung -> new PlannedCase.Runs(rung, ""))
        .orElseGet(() -> new PlannedCase.NotRun(rungs.getFirst(), misfit(over)));
  }

  /// The rung with the highest throughput within the budget; of equal ones, the lowest.
  ///
  /// @return empty if none fits or has a score
  Optional<Case> best(List<Trial> over) {
    List<Trial> fitting =
        searched(over).stream()
            .filter(trial -> trial.state() == Trial.State.DONE && budget.leavesRoom(trial))
            .toList();
    double most = fitting.stream().mapToDouble(Trial::operationsPerSecond).max().orElse(0);
    return fitting.stream()
        .filter(trial -> trial.operationsPerSecond() >= ALIKE * most)
        .min(Comparator.comparingInt(Ladder::workers))
        .map(trial -> trial.planned().trialCase());
  }

  /// Why there is no best rung.
  String misfit(List<Trial> over) {
    return searched(over).stream()
        .min(Comparator.comparingInt(Ladder::workers))
        .map(
            trial ->
                trial.state() == Trial.State.DONE
                    ? String.format(
                        Locale.ROOT,
                        "not even W = %d fits into %s of PSS: its process tree took %s in a short"
                            + " trial",
                        workers(trial),
                        mebibytes(budget.bytes()),
                        pssText(trial))
                    : "the search for W has no score: " + trial.reason())
        .orElse("the search for W was not run");
  }

  private List<Trial> searched(List<Trial> over) {
    return over.stream()
        .filter(trial -> trial.planned().role() == Role.SEARCH)
        .filter(trial -> trial.state() != Trial.State.NOT_RUN)
        .filter(trial -> rungs.contains(trial.planned().trialCase()))
        .toList();
  }

  private static int workers(Trial trial) {
    return trial.planned().trialCase().workers();
  }

  private static String pssText(Trial trial) {
    Long pss = MemoryBudget.mostPssBytes(trial);
    return pss == null ? "an amount that could not be read" : mebibytes(pss);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%d MiB", Math.ceilDiv(bytes, MEBIBYTE));
  }
}
