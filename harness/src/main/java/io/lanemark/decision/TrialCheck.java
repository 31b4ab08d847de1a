package io.lanemark.decision;

import io.lanemark.results.Iteration;
import io.lanemark.results.MemoryBudget;
import io.lanemark.results.TreeFigures;
import io.lanemark.results.Trial;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Whether the numbers of one trial are consistent, and whether anything disturbed the trial.
///
/// @param trial a trial that has a score
/// @param littleInFlight throughput × mean residence time over all windows; K by Little's law
/// @param countsAgree whether every window has as many completions as operations
/// @param throttledNanos time for which the control group was throttled
/// @param stealShare time that the hypervisor gave to others, as a share of the windows' processor
///   time
/// @param beyondBudget whether the process tree had more memory than the run's budget
public record TrialCheck(
    Trial trial,
    double littleInFlight,
    boolean countsAgree,
    long throttledNanos,
    double stealShare,
    boolean beyondBudget) {

  /// Little's law must hold this closely, as a share of K.
  public static final double LITTLE_TOLERANCE = 0.02;

  /// A warning follows if the hypervisor gives others a larger share of the processors than this.
  public static final double STEAL_TOLERANCE = 0.01;

  /// Checks a trial.
  ///
  /// @param trial a trial that has a score
  /// @param cores processors that its JVMs could use
  /// @param budget the limit on the memory of its process tree
  /// @return what the check found
  public static TrialCheck of(Trial trial, int cores, Optional<MemoryBudget> budget) {
    double windowNanos = sum(trial.iterations().stream().mapToLong(Iteration::windowNanos));
    double seconds = sum(trial.iterations().stream().mapToLong(Iteration::durationNanos)) / 1e9;
    double operations = sum(trial.iterations().stream().mapToLong(Iteration::operations));
    double completions = sum(trial.iterations().stream().mapToLong(Iteration::completions));
    double residence = sum(trial.iterations().stream().mapToLong(Iteration::residenceNanos)) / 1e9;
    return new TrialCheck(
        trial,
        operations / seconds * (residence / completions),
        trial.iterations().stream().allMatch(each -> each.completions() == each.operations()),
        throttledNanos(trial),
        sum(known(trial, tree -> tree.interference().stealNanos())) / (windowNanos * cores),
        budget.filter(each -> each.isExceeded(trial)).isPresent());
  }

  /// Whether the control group was throttled during a trial, which makes the point invalid.
  ///
  /// @param trial any trial
  /// @return false if there is no quota
  public static boolean throttled(Trial trial) {
    return throttledNanos(trial) > 0;
  }

  /// The deviation from Little's law, as a share of K.
  ///
  /// @return 0 if it holds exactly
  public double littleDeviation() {
    int inFlight = trial.planned().trialCase().inFlight();
    return Math.abs(littleInFlight - inFlight) / inFlight;
  }

  /// Whether Little's law holds.
  ///
  /// @return false beyond [#LITTLE_TOLERANCE]
  public boolean littleHolds() {
    return littleDeviation() <= LITTLE_TOLERANCE;
  }

  /// Whether the workers were steady when the measurement began.
  ///
  /// @return what the trial recorded
  public boolean steady() {
    return trial.warmUp().steady();
  }

  /// Whether the control group was throttled, which makes the point invalid.
  ///
  /// @return false if there is no quota
  public boolean throttled() {
    return throttledNanos > 0;
  }

  /// Whether the hypervisor gave a noticeable part of the processors to others.
  ///
  /// @return true beyond [#STEAL_TOLERANCE]
  public boolean stolen() {
    return stealShare > STEAL_TOLERANCE;
  }

  /// Whether the trial passes every check.
  ///
  /// @return true if no check fails
  public boolean passes() {
    return littleHolds() && countsAgree && steady() && !throttled() && !stolen() && !beyondBudget;
  }

  private static long throttledNanos(Trial trial) {
    return known(trial, tree -> tree.interference().throttledNanos()).sum();
  }

  private static LongStream known(Trial trial, Function<TreeFigures, @Nullable Long> figure) {
    return trial.iterations().stream()
        .map(Iteration::tree)
        .map(figure)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue);
  }

  private static double sum(LongStream values) {
    return values.sum();
  }
}
