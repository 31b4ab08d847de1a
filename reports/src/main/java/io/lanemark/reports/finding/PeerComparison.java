package io.lanemark.reports.finding;

import io.lanemark.decision.BackendCeiling;
import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Ratio;
import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.Run.WorkloadDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One workload on the JVM and on a peer, at one K: the ratio of each execution model to `serial`
/// of the same runtime. A ratio of one runtime to the other would compare compilers, and is not
/// shown.
///
/// @param workload the workload
/// @param pairs the execution models other than `serial`, in the order of the run's models
/// @param ceiling throughput of the workload's backends alone; null if they were not measured alone
public record PeerComparison(
    WorkloadDescription workload, List<Pair> pairs, @Nullable BackendCeiling ceiling) {

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
  /// @return whether its throughput is close to that of the backends alone
  public boolean isBackendLimited(CaseResult entry) {
    return ceiling != null && ceiling.limits(entry);
  }

  /// One execution model on both runtimes, with the same K and W.
  ///
  /// @param jvm on the JVM; null if it was not planned
  /// @param peer on the peer
  public record Pair(@Nullable Scaled jvm, Scaled peer) {}

  /// A case, and `serial` on the same runtime.
  ///
  /// @param entry the case
  /// @param serial null if it was not planned
  public record Scaled(CaseResult entry, @Nullable CaseResult serial) {

    /// The ratio of the case to `serial`.
    ///
    /// @return empty if one of the two has no score
    public Optional<Ratio> ratio() {
      return Optional.ofNullable(serial)
          .filter(reference -> reference.hasScores() && entry.hasScores())
          .map(reference -> Ratio.of(entry, reference));
    }
  }

  /// The workloads that a peer ran, with the same workloads on the JVM.
  ///
  /// @param results results of the run
  /// @param variant the variant of the peer's cases
  /// @return by workload and K; empty if the peer was not planned
  public static List<PeerComparison> of(RunResults results, String variant) {
    Map<Case, List<Pair>> byWorkload = new LinkedHashMap<>();
    for (CaseResult result : results.cases()) {
      if (result.measured().variant().equals(variant)
          && !result.isReference()
          && !OperationPair.isOperation(results, result.measured())) {
        byWorkload
            .computeIfAbsent(
                result.measured().without(Case.MODEL, Case.WORKERS), key -> new ArrayList<>())
            .add(
                new Pair(
                    onTheJvm(results, result).map(jvm -> scaled(results, jvm)).orElse(null),
                    scaled(results, result)));
      }
    }
    return byWorkload.entrySet().stream()
        .map(
            entry ->
                new PeerComparison(
                    results.run().scope().describe(entry.getKey()),
                    entry.getValue(),
                    results.ceilingOf(entry.getKey())))
        .toList();
  }

  /// The same case on the JVM. W is ignored, because a peer that is not installed has none.
  private static Optional<CaseResult> onTheJvm(RunResults results, CaseResult peer) {
    Case wanted = peer.measured().without(Case.WORKERS);
    return results.cases().stream()
        .filter(result -> result.measured().variant().equals(Case.DEFAULT_VARIANT))
        .filter(
            result ->
                result.measured().without(Case.WORKERS).parameters().equals(wanted.parameters()))
        .findFirst();
  }

  private static Scaled scaled(RunResults results, CaseResult result) {
    Case wanted = result.measured().acrossInFlight();
    return new Scaled(
        result,
        results.cases().stream()
            .filter(CaseResult::isReference)
            .filter(serial -> serial.measured().acrossInFlight().equals(wanted))
            .findFirst()
            .orElse(null));
  }
}
