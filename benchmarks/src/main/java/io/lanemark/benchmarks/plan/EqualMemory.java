package io.lanemark.benchmarks.plan;

import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.PlannedTrial.Role;
import io.lanemark.results.Trial;
import io.lanemark.run.Decisions;
import io.lanemark.run.TrialOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The experiment of equal memory: a short search finds the best W of each case within one budget,
/// and what is measured is the case with that W.
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
    Map<Case, String> unable = new LinkedHashMap<>();
    List<Case> running = new ArrayList<>();
    for (Ladder ladder : ladders) {
      ladder
          .best(over)
          .ifPresentOrElse(
              running::add,
              () ->
                  unable.put(
                      Ladder.withWorkers(ladder.rungs().getFirst(), 0), ladder.misfit(over)));
    }
    List<PlannedTrial> following = new ArrayList<>();
    unable.forEach(
        (each, note) ->
            following.add(
                Planner.planned(planned + following.size(), each, 0, Role.MEASURE, note)));
    for (TrialOrder.Turn<Case> turn : TrialOrder.draw(running, forks, seed)) {
      following.add(
          Planner.planned(
              planned + following.size(), turn.turnCase(), turn.fork(), Role.MEASURE, ""));
    }
    return List.copyOf(following);
  }

  @Override
  public int mostFollowing(List<PlannedTrial> plan) {
    return plan.size() == planned ? ladders.size() * forks : 0;
  }
}
