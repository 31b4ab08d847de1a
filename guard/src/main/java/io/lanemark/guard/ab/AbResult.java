package io.lanemark.guard.ab;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.sequential.RulerDrift;
import java.util.Comparator;
import java.util.stream.Stream;

/// What an A/B run found.
///
/// @param plan what was measured
/// @param verdicts on suspects by their fresh forks, on all others by their first ones
/// @param screened what the first forks say about all
/// @param ruler how much the machine changed
/// @param seconds how long it took
public record AbResult(
    AbPlan plan, Comparison verdicts, Comparison screened, RulerDrift ruler, double seconds) {

  /// The verdicts, and what only one of the sides has.
  ///
  /// @return in the order of the cases
  public Comparison all() {
    return new Comparison(
            verdicts.settings(),
            Stream.concat(
                    verdicts.verdicts().stream(),
                    plan.subjects().onlyInCandidate().stream().map(AbScores::withoutBaseline))
                .sorted(Comparator.comparing(Verdict::key))
                .toList(),
            Stream.concat(
                    verdicts.gone().stream(),
                    plan.subjects().onlyInBase().stream().map(AbScores::key))
                .sorted()
                .toList(),
            verdicts.remarks())
        .remarkedWhereNothingIsInCommon();
  }
}
