package io.lanemark.reports.page;

import io.lanemark.decision.Metric;
import io.lanemark.decision.RunResults;
import io.lanemark.reports.finding.WorkerSearch;
import io.lanemark.results.Case;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.Trial;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// How W was found for each case within the memory budget.
///
/// @param searches one for each case; none if the run had no budget
record SearchTable(List<Search> searches) {

  /// One case.
  ///
  /// @param workload the workload
  /// @param model the model
  /// @param inFlight its K
  /// @param steps one for each W that was planned
  record Search(String workload, ModelLabel model, int inFlight, List<Step> steps) {}

  /// One W.
  ///
  /// @param workers W
  /// @param rate tasks per second in the short trial
  /// @param pss memory of the process tree
  /// @param remark the outcome
  /// @param chosen whether this W was then measured
  record Step(int workers, String rate, String pss, String remark, boolean chosen) {}

  static SearchTable of(RunResults results) {
    Optional<MemoryBudget> budget = results.run().scope().memoryBudget();
    return new SearchTable(
        WorkerSearch.of(results).stream().map(search -> search(search, budget)).toList());
  }

  boolean any() {
    return !searches.isEmpty();
  }

  private static Search search(WorkerSearch search, Optional<MemoryBudget> budget) {
    Case common = search.common();
    return new Search(
        common.workload(),
        ModelLabel.of(common),
        common.inFlight(),
        search.steps().stream().map(trial -> step(search, trial, budget)).toList());
  }

  private static Step step(WorkerSearch search, Trial trial, Optional<MemoryBudget> budget) {
    int workers = trial.planned().trialCase().workers();
    boolean chosen = search.chosen().isPresent() && search.chosen().getAsInt() == workers;
    if (!trial.hasScore()) {
      return new Step(workers, PageText.NONE, PageText.NONE, why(trial), chosen);
    }
    double rate = Objects.requireNonNull(Metric.SCORE.of(trial), "score");
    Long pss = MemoryBudget.mostPssBytes(trial);
    String remark =
        chosen
            ? "chosen"
            : budget.filter(each -> !each.leavesRoom(trial)).isPresent() ? "too little room" : "";
    return new Step(
        workers,
        Scale.of("", DoubleStream.of(rate)).text(rate),
        pss == null
            ? PageText.NOT_AVAILABLE
            : Scale.ofBytes(DoubleStream.of((double) pss)).text((double) pss),
        remark,
        chosen);
  }

  private static String why(Trial trial) {
    return switch (trial.state()) {
      case DONE -> "no task was completed";
      case FAILED -> "failed: " + trial.reason();
      case NOT_RUN -> "not tried: " + trial.reason();
    };
  }
}
