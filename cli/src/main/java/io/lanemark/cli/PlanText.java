package io.lanemark.cli;

import io.lanemark.benchmarks.jmh.JmhTrialRunner;
import io.lanemark.benchmarks.plan.Planner;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A plan in words.
record PlanText(PrintWriter out, Planner.Plan plan, Selection selection) {

  private static final String ROW = "  %-17s %-17s %5s %5s  %s%n";

  /// Every case, and how long it will take.
  void print() {
    out.printf(ROW, "workload", "model", "K", "W", "");
    Map<Case, PlannedTrial> first = new LinkedHashMap<>();
    plan.trials().forEach(trial -> first.putIfAbsent(trial.trialCase(), trial));
    first.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(CASE_ORDER))
        .forEach(entry -> printRow(entry.getValue()));
    out.println(summary(plan.trials()));
    out.flush();
  }

  private static final Comparator<Case> CASE_ORDER =
      Comparator.comparing(Case::workload)
          .thenComparingInt(Case::inFlight)
          .thenComparing(Case::label);

  /// One line, before the first trial.
  void printSummary(Path root) {
    out.println(summary(plan.trials()));
    out.println("Results go to " + root.toAbsolutePath());
    out.flush();
  }

  private void printRow(PlannedTrial planned) {
    Case measured = planned.trialCase();
    String workers = planned.runs() ? Integer.toString(measured.workers()) : "-";
    String remark = planned.runs() ? planned.note() : "not run: " + planned.note();
    out.printf(
        ROW,
        measured.workload(),
        ConsoleProgress.who(planned),
        measured.inFlight(),
        workers,
        remark);
  }

  /// What is left of it.
  void printRest(Path root, List<Trial> finished) {
    Set<PlannedTrial> done = finished.stream().map(Trial::planned).collect(Collectors.toSet());
    out.printf("Resumes after %d of %d trials%n", done.size(), plan.trials().size());
    out.println(summary(plan.trials().stream().filter(trial -> !done.contains(trial)).toList()));
    out.println("Results go to " + root.toAbsolutePath());
    out.flush();
  }

  private String summary(List<PlannedTrial> trials) {
    long running = trials.stream().filter(PlannedTrial::runs).count();
    Duration estimate = JmhTrialRunner.estimate(selection.profile().timing()).multipliedBy(running);
    return "Profile %s, seed %d: %d trials of %d forks a case, about %s"
        .formatted(
            selection.profile().name(),
            selection.seed(),
            running,
            selection.forks(),
            ConsoleProgress.minutes(estimate));
  }
}
