package io.lanemark.decision;

/// The result of a contest of execution models, and of variants if there are several: the best
/// compared with the runner-up, by the geometric mean of the forks' scores.
public sealed interface ContestVerdict {

  /// The best is faster by more than the margin, over the whole confidence interval.
  ///
  /// @param winner the best
  /// @param runnerUp the next
  /// @param ratio winner over runner-up
  record Winner(CaseResult winner, CaseResult runnerUp, Ratio ratio) implements ContestVerdict {}

  /// The forks do not tell the two apart.
  ///
  /// @param best the best
  /// @param runnerUp the next
  /// @param ratio best over runner-up
  record NoDifferenceShown(CaseResult best, CaseResult runnerUp, Ratio ratio)
      implements ContestVerdict {}

  /// A side has fewer forks than an interval needs.
  ///
  /// @param best the best
  /// @param runnerUp the next
  record TooFewForks(CaseResult best, CaseResult runnerUp) implements ContestVerdict {}

  /// The control group was throttled during the measurement, so the numbers do not describe the
  /// models.
  ///
  /// @param trials how many trials were throttled
  record Throttled(int trials) implements ContestVerdict {}

  /// Both the best and the runner-up come close to the throughput of the backends alone, so the
  /// backends limit them and not the models.
  ///
  /// @param best the best
  /// @param runnerUp the next
  record BackendLimited(CaseResult best, CaseResult runnerUp) implements ContestVerdict {}

  /// Fewer than two cases have a score.
  ///
  /// @param cases how many have one: 0 or 1
  record NothingToCompare(int cases) implements ContestVerdict {}
}
