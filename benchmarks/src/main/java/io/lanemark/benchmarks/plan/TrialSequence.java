package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.plan.PlannedCase.NotRun;
import io.lanemark.benchmarks.plan.PlannedCase.Runs;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.PlannedTrial.Role;
import io.lanemark.run.TrialOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Trials in the order in which they run. The position of a trial is part of its id, which makes
/// the id unique in the run.
final class TrialSequence {

  private static final int MOST_VARIANT_CHARACTERS = 40;

  private final int firstPosition;
  private final List<PlannedTrial> trials = new ArrayList<>();

  /// A sequence that follows trials planned before.
  ///
  /// @param firstPosition how many trials were planned before
  TrialSequence(int firstPosition) {
    this.firstPosition = firstPosition;
  }

  /// Adds a trial for each case that cannot run.
  void addNotRun(Collection<PlannedCase> cases) {
    for (PlannedCase each : cases) {
      if (each instanceof NotRun(Case notRun, String reason)) {
        add(notRun, 0, Role.MEASURE, reason);
      }
    }
  }

  /// Adds a trial for each backend alone.
  void addCeilings(List<Case> ceilings) {
    ceilings.forEach(ceiling -> add(ceiling, 0, Role.CEILING, ""));
  }

  /// Adds the search for the best W of a case.
  void addSearch(Ladder ladder) {
    ladder.rungs().forEach(rung -> add(rung, 0, Role.SEARCH, ""));
  }

  /// Adds the forks of all cases that run, in random order.
  void addMeasured(Collection<PlannedCase> cases, int forks, long seed) {
    for (TrialOrder.Turn<Runs> turn : TrialOrder.draw(running(cases), forks, seed)) {
      add(turn.turnCase().trialCase(), turn.fork(), Role.MEASURE, turn.turnCase().note());
    }
  }

  /// All trials that were added.
  List<PlannedTrial> trials() {
    return List.copyOf(trials);
  }

  static List<Runs> running(Collection<PlannedCase> cases) {
    return cases.stream().filter(Runs.class::isInstance).map(Runs.class::cast).toList();
  }

  private void add(Case planned, int fork, Role role, String note) {
    String variant =
        planned.variant().equals(Case.DEFAULT_VARIANT) ? "" : folderName(planned.variant()) + "-";
    String what =
        switch (role) {
          case MEASURE -> variant + planned.model();
          case CEILING -> "alone";
          case SEARCH ->
              String.format(
                  Locale.ROOT, "search-%s%s-w%d", variant, planned.model(), planned.workers());
        };
    String id =
        String.format(
            Locale.ROOT,
            "%04d-%s-%s-k%d-f%d",
            firstPosition + trials.size(),
            planned.workload(),
            what,
            planned.inFlight(),
            fork);
    trials.add(new PlannedTrial(id, planned, fork, role, note));
  }

  /// A variant may be named after JVM arguments, which may contain any character.
  private static String folderName(String variant) {
    String plain = variant.replaceAll("[^A-Za-z0-9.+_-]", "_");
    return plain.substring(0, Math.min(plain.length(), MOST_VARIANT_CHARACTERS));
  }
}
