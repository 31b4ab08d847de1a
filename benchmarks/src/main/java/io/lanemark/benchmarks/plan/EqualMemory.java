package io.lanemark.benchmarks.plan;

import io.lanemark.results.PlannedTrial;
import io.lanemark.results.PlannedTrial.Role;
import io.lanemark.results.Trial;
import io.lanemark.run.Decisions;
import java.util.List;
import java.util.Optional;

/// The experiment of equal memory: a short search finds the best W of each case within one budget,
/// and then the case with that W is measured.
///
/// @param ladders one for each case
/// @param planned how many trials the plan has before those that are measured
/// @param forks trials of each case that is measured
/// @param seed draws their order
record EqualMemory(List<Ladder> ladders, int planned, int forks, long seed) implements Decisions {

  EqualMemory {
    ladders = List.copyOf(ladders);
  }

  @Override
  public Optional<String> needless(PlannedTrial next, List<Trial> over) {
    return next.role() != Role.SEARCH
        ? Optional.empty()
        : ladders.stream()
            .filter(ladder -> ladder.rungs().contains(next.trialCase()))
            .findFirst()
            .flatMap(ladder -> ladder.needless(next.trialCase(), over));
  }

  @Override
  public List<PlannedTrial> following(List<Trial> over) {
    if (over.size() != planned) {
      return List.of();
    }
    List<PlannedCase> cases = ladders.stream().map(ladder -> ladder.outcome(over)).toList();
    TrialSequence trials = new TrialSequence(planned);
    trials.addNotRun(cases);
    trials.addMeasured(cases, forks, seed);
    return trials.trials();
  }

  @Override
  public int mostFollowing(List<PlannedTrial> plan) {
    return plan.size() == planned ? ladders.size() * forks : 0;
  }
}
