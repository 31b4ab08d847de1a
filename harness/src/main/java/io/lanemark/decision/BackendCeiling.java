package io.lanemark.decision;

import io.lanemark.results.Case;
import io.lanemark.results.Trial;
import java.util.Objects;
import java.util.OptionalDouble;

/// The throughput of a workload's backends alone: the score of a trial of bare requests.
///
/// @param trial a trial that has a score
public record BackendCeiling(Trial trial) {

  /// A case that reaches more than this share of it measures the backend rather than the execution
  /// model.
  public static final double LIMIT = 0.8;

  /// Tasks that the backends allow in a second.
  ///
  /// @return more than 0
  public double tasksPerSecond() {
    return Objects.requireNonNull(Metric.SCORE.of(trial), "score");
  }

  /// Whether this ceiling applies to a case: same workload, same parameters.
  ///
  /// @param measured any case
  /// @return whether the two may be compared
  public boolean isOf(Case measured) {
    Case alone = trial.planned().trialCase();
    return alone.workload().equals(measured.workload())
        && alone.arguments().equals(measured.arguments());
  }

  /// The share of the ceiling that an entry reaches.
  ///
  /// @param entry a result of the workload
  /// @return 1 if it completes as many tasks as bare requests; empty if it has no score
  public OptionalDouble share(CaseResult entry) {
    return entry.hasScores()
        ? OptionalDouble.of(entry.geometricMean() / tasksPerSecond())
        : OptionalDouble.empty();
  }

  /// Whether an entry measures the backends rather than its execution model.
  ///
  /// @param entry a result of the workload
  /// @return whether it reaches more than [#LIMIT] of the ceiling
  public boolean limits(CaseResult entry) {
    return share(entry).orElse(0) > LIMIT;
  }
}
