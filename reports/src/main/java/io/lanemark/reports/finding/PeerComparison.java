package io.lanemark.reports.finding;

import io.lanemark.results.Run.WorkloadDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One workload on the JVM and on a peer, at one K: what each execution model gives over `serial`
/// of the same runtime. One runtime over the other would compare compilers, and is not shown.
///
/// @param workload the workload
/// @param pairs the execution models other than `serial`, in the order of the run's models
/// @param ceiling what the workload's backends give alone; null where they were not measured alone
public record PeerComparison(
    WorkloadDescription workload, List<Pair> pairs, @Nullable Ceiling ceiling) {

  /// Copies the list.
  public PeerComparison {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a comparison needs at least one model");
    }
  }

  /// Whether a case measures the backend rather than the execution model.
  ///
  /// @param entry a case of either runtime
  /// @return whether it is close to what the backends give alone
  public boolean isBackendLimited(CaseResult entry) {
    return ceiling != null && ceiling.limits(entry);
  }

  /// One execution model on both runtimes, with the same K and W.
  ///
  /// @param jvm on the JVM; null where it was not planned
  /// @param peer on the peer
  public record Pair(@Nullable Scaled jvm, Scaled peer) {}

  /// A case, and `serial` on the same runtime.
  ///
  /// @param entry the case
  /// @param serial null where it was not planned
  public record Scaled(CaseResult entry, @Nullable CaseResult serial) {

    /// The case over `serial`.
    ///
    /// @return empty where one of the two has no score
    public Optional<Ratio> ratio() {
      return Optional.ofNullable(serial)
          .filter(reference -> reference.hasScores() && entry.hasScores())
          .map(reference -> Ratio.of(entry, reference));
    }
  }
}
