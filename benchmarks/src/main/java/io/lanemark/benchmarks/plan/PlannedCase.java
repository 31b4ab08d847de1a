package io.lanemark.benchmarks.plan;

import io.lanemark.results.Case;

/// A case of a plan: either it runs, or the plan says why it cannot.
sealed interface PlannedCase {

  /// The case itself.
  Case trialCase();

  /// A case that is measured.
  ///
  /// @param trialCase has at least one worker
  /// @param note why it has fewer workers than expected; empty if it has as many
  record Runs(Case trialCase, String note) implements PlannedCase {
    /// Refuses a case without workers.
    public Runs {
      if (trialCase.workers() < 1) {
        throw new IllegalArgumentException("a case that runs needs workers: " + trialCase.key());
      }
    }
  }

  /// A case that is only recorded. A W of 0 marks it in the results folder.
  ///
  /// @param trialCase its W becomes 0
  /// @param reason why it cannot run
  record NotRun(Case trialCase, String reason) implements PlannedCase {
    /// Refuses a missing reason, and sets W.
    public NotRun {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a case that cannot run needs a reason");
      }
      trialCase = trialCase.withWorkers(0);
    }
  }
}
