package io.lanemark.decision;

/// What a contest of execution models, and of variants where there are several, says: the best
/// against the runner-up, by the geometric mean of the forks' scores.
public sealed interface ContestVerdict {

  /// The best gives more, beyond doubt and beyond the margin.
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

  /// The control group was throttled while it was measured, so that the numbers are no measurement
  /// of the models.
  ///
  /// @param trials how many trials were throttled
  record Throttled(int trials) implements ContestVerdict {}

  /// The best and the runner-up both come close to what the backends give alone, so that between
  /// them the backends decide.
  ///
  /// @param best the best
  /// @param runnerUp the next
  record BackendLimited(CaseResult best, CaseResult runnerUp) implements ContestVerdict {}

  /// Fewer than two cases have a score.
  ///
  /// @param cases how many have one: 0 or 1
  record NothingToCompare(int cases) implements ContestVerdict {}
}
