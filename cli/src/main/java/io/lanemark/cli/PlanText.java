package io.lanemark.cli;

import io.lanemark.benchmarks.jmh.JmhTrialRunner;
import io.lanemark.benchmarks.plan.Planner;
import io.lanemark.benchmarks.plan.Profile;
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

  private static final String ROW = "  %s %5s %5s  %s%n";

  /// Every case, and how long it will take.
  void print() {
    TrialColumns columns = TrialColumns.of(plan.trials());
    out.printf(ROW, columns.row("workload", "model"), "K", "W", "");
    Map<Case, PlannedTrial> first = new LinkedHashMap<>();
    plan.trials().forEach(trial -> first.putIfAbsent(trial.trialCase(), trial));
    first.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(CASE_ORDER))
        .forEach(entry -> printRow(columns, entry.getValue()));
    out.println(summary(plan.trials(), plan.decisions().mostFollowing(plan.trials())));
    out.flush();
  }

  private static final Comparator<Case> CASE_ORDER =
      Comparator.comparing(Case::workload)
          .thenComparingInt(Case::inFlight)
          .thenComparing(Case::label)
          .thenComparingInt(Case::workers);

  /// One line, before the first trial.
  void printSummary(Path root) {
    out.println(summary(plan.trials(), plan.decisions().mostFollowing(plan.trials())));
    out.println("Results go to " + root.toAbsolutePath());
    out.flush();
  }

  private void printRow(TrialColumns columns, PlannedTrial planned) {
    Case measured = planned.trialCase();
    String workers = planned.runs() ? Integer.toString(measured.workers()) : "-";
    String remark = planned.runs() ? planned.note() : "not run: " + planned.note();
    out.printf(ROW, columns.row(planned), measured.inFlight(), workers, remark);
  }

  /// What is left of it.
  ///
  /// @param trials the plan as it was recorded, to which trials may have been added
  void printRest(Path root, List<PlannedTrial> trials, List<Trial> finished) {
    Set<PlannedTrial> done = finished.stream().map(Trial::planned).collect(Collectors.toSet());
    out.printf("Resumes after %d of %d trials%n", done.size(), trials.size());
    out.println(
        summary(
            trials.stream().filter(trial -> !done.contains(trial)).toList(),
            plan.decisions().mostFollowing(trials)));
    out.println("Results go to " + root.toAbsolutePath());
    out.flush();
  }

  private String summary(List<PlannedTrial> trials, int following) {
    Profile.Timing timing = selection.profile().timing();
    List<PlannedTrial> running = trials.stream().filter(PlannedTrial::runs).toList();
    Duration estimate =
        running.stream()
            .map(trial -> JmhTrialRunner.estimate(timing.of(trial)))
            .reduce(JmhTrialRunner.estimate(timing).multipliedBy(following), Duration::plus);
    return "Profile %s, seed %d: %d trials %sof %d forks a case, about %s"
        .formatted(
            selection.profile().name(),
            selection.seed(),
            running.size(),
            following == 0
                ? ""
                : "to begin with, which find W, and at most %d ".formatted(following),
            selection.forks(),
            ConsoleProgress.minutes(estimate));
  }
}
