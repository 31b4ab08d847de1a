package io.lanemark.reports.finding;

import io.lanemark.results.Case;
import io.lanemark.results.Trial;
import java.util.List;
import java.util.OptionalInt;

/// How W was found for one case within a memory budget: a short trial for each W that was tried.
///
/// @param steps the trials, the smallest W first; at least one
/// @param chosen the W that was measured; empty where none fits, or the run ended before
public record WorkerSearch(List<Trial> steps, OptionalInt chosen) {
  /// Copies the list.
  public WorkerSearch {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a search needs at least one trial");
    }
  }

  /// The case of the first step, which is that of the others but for W.
  ///
  /// @return a case
  public Case common() {
    return steps.getFirst().planned().trialCase();
  }
}
