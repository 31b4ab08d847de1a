package io.lanemark.benchmarks.run;

import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.TrialColumns;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A plan in words: every case, and how long it will take.
public final class PlanText {

  private static final String ROW = "  %s %5s %5s  %s%n";

  private static final Comparator<Case> CASE_ORDER =
      Comparator.comparing(Case::workload)
          .thenComparingInt(Case::inFlight)
          .thenComparing(Case::label)
          .thenComparingInt(Case::workers);

  private PlanText() {}

  /// Prints a plan.
  ///
  /// @param out the output
  /// @param comparison what would be run
  public static void print(PrintWriter out, ModelComparison comparison) {
    List<PlannedTrial> trials = comparison.plan().trials();
    TrialColumns columns = TrialColumns.of(trials);
    out.printf(ROW, columns.row("workload", "model"), "K", "W", "");
    Map<Case, PlannedTrial> first = new LinkedHashMap<>();
    trials.forEach(trial -> first.putIfAbsent(trial.trialCase(), trial));
    first.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(CASE_ORDER))
        .forEach(entry -> printRow(out, columns, entry.getValue()));
    out.println(comparison.summary(trials, comparison.decisions().mostFollowing(trials)));
    out.flush();
  }

  private static void printRow(PrintWriter out, TrialColumns columns, PlannedTrial planned) {
    Case measured = planned.trialCase();
    String workers = planned.runs() ? Integer.toString(measured.workers()) : "-";
    String remark = planned.runs() ? planned.note() : "not run: " + planned.note();
    out.printf(ROW, columns.row(planned), measured.inFlight(), workers, remark);
  }
}
