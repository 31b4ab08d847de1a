package io.lanemark.decision;

import io.lanemark.results.Case;
import io.lanemark.results.Run.WorkloadDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cases that may be compared with each other. They have the run, the workload with its parameters,
/// K and everything else in common. They differ only in execution model, W and variant.
///
/// @param workload the workload
/// @param entries a case for each variant and execution model, in the order of the run's variants
///   and models; at least one
/// @param references the results of `serial`, at any K: the others are shown as a multiple of
///   these. One for each variant; none if it was not planned
/// @param ceiling the throughput of the workload's backends alone; null if it was not measured
public record Contest(
    WorkloadDescription workload,
    List<CaseResult> entries,
    List<CaseResult> references,
    @Nullable BackendCeiling ceiling) {

  /// The execution model as a multiple of which the others are shown. Its K is 1, so it competes
  /// with the others only if their K is 1 too.
  public static final String REFERENCE_MODEL = "serial";

  private static final String CONTROL = "CONTROL";

  /// Copies the lists.
  public Contest {
    entries = List.copyOf(entries);
    references = List.copyOf(references);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a contest needs at least one case");
    }
  }

  /// What the cases have in common, taken from the first.
  ///
  /// @return a case
  public Case common() {
    return entries.getFirst().measured();
  }

  /// K of every entry.
  ///
  /// @return at least 1
  public int inFlight() {
    return common().inFlight();
  }

  /// Whether the workload measures the instrument and not the work.
  ///
  /// @return true for a control
  public boolean isControl() {
    return workload.kind().equals(CONTROL);
  }

  /// The variants that the cases run on.
  ///
  /// @return at least one, in order
  public List<String> variants() {
    return shown().stream().map(CaseResult::variant).distinct().toList();
  }

  /// The references that are not among the entries, then all entries.
  ///
  /// @return what is shown side by side, in the order in which it is shown
  public List<CaseResult> shown() {
    return Stream.concat(
            references.stream().filter(serial -> !entries.contains(serial)), entries.stream())
        .toList();
  }

  /// The entries with a score, best first.
  ///
  /// @return possibly none
  public List<CaseResult> ranking() {
    return entries.stream()
        .filter(CaseResult::hasScores)
        .sorted(Comparator.comparingDouble(CaseResult::geometricMean).reversed())
        .toList();
  }

  /// The entry with the highest throughput.
  ///
  /// @return empty if no entry has a score
  public Optional<CaseResult> best() {
    return ranking().stream().findFirst();
  }

  /// The ratio of an entry to the best one.
  ///
  /// @param entry one of the entries
  /// @return empty if the entry has no score, or is the best itself
  public Optional<Ratio> toBest(CaseResult entry) {
    return best()
        .filter(best -> !best.equals(entry) && entry.hasScores())
        .map(best -> Ratio.of(entry, best));
  }

  /// The interval of an entry's ratio to the best one, multiplied by the throughput of the best
  /// one.
  ///
  /// @param entry what is shown of the contest
  /// @return empty if there is no such interval
  public Optional<Whisker> whisker(CaseResult entry) {
    return best()
        .flatMap(
            best ->
                toBest(entry)
                    .map(Ratio::interval)
                    .map(ratio -> ratio.map(factor -> factor * best.geometricMean())))
        .map(interval -> new Whisker(interval.low(), interval.high()));
  }

  /// Both ends of an interval of throughput.
  ///
  /// @param low lower end, in tasks per second
  /// @param high upper end, in tasks per second
  public record Whisker(double low, double high) {}

  /// The ratio of an entry to the reference of its variant.
  ///
  /// @param entry one of the entries
  /// @return empty if one of the two has no score, or they are the same
  public Optional<Ratio> overReference(CaseResult entry) {
    return references.stream()
        .filter(serial -> serial.variant().equals(entry.variant()))
        .findFirst()
        .filter(serial -> !serial.equals(entry) && serial.hasScores() && entry.hasScores())
        .map(serial -> Ratio.of(entry, serial));
  }

  /// The share of the ceiling that an entry reaches.
  ///
  /// @param entry what is shown of the contest
  /// @return empty if one of the two is unknown
  public OptionalDouble shareOfCeiling(CaseResult entry) {
    return ceiling == null ? OptionalDouble.empty() : ceiling.share(entry);
  }

  /// Whether an entry measures the backends rather than its execution model.
  ///
  /// @param entry what is shown of the contest
  /// @return whether it reaches more than [BackendCeiling#LIMIT] of the ceiling
  public boolean isBackendLimited(CaseResult entry) {
    return ceiling != null && ceiling.limits(entry);
  }

  /// Which entry wins, if any.
  ///
  /// @return what the forks' scores show
  public ContestVerdict verdict() {
    List<CaseResult> ranking = ranking();
    if (ranking.size() < 2) {
      return new ContestVerdict.NothingToCompare(ranking.size());
    }
    int throttled =
        (int)
            ranking.stream()
                .flatMap(entry -> entry.trials().stream())
                .filter(TrialCheck::throttled)
                .count();
    if (throttled > 0) {
      return new ContestVerdict.Throttled(throttled);
    }
    CaseResult best = ranking.get(0);
    CaseResult runnerUp = ranking.get(1);
    if (isBackendLimited(runnerUp)) {
      return new ContestVerdict.BackendLimited(best, runnerUp);
    }
    Ratio ratio = Ratio.of(best, runnerUp);
    if (ratio.interval() == null) {
      return new ContestVerdict.TooFewForks(best, runnerUp);
    }
    return ratio.showsMore()
        ? new ContestVerdict.Winner(best, runnerUp, ratio)
        : new ContestVerdict.NoDifferenceShown(best, runnerUp, ratio);
  }
}
