package io.lanemark.reports.finding;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.RunResults;
import io.lanemark.results.Case;
import io.lanemark.results.Run.WorkloadDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation in Python and the same operation on the JVM. Unlike workloads, operations of two
/// runtimes may be compared directly: they measure the libraries, not the compilers.
///
/// @param python the case in Python
/// @param jvm the case on the JVM: the implementation of the same name, or the process pool if
///   there is none; null if that has no score
public record OperationPair(CaseResult python, @Nullable CaseResult jvm) {

  /// The model that is the process pool.
  private static final String POOL = "process";

  /// The operations that were also measured in Python.
  ///
  /// @param results of the run
  /// @return in the order of the cases
  public static List<OperationPair> of(RunResults results) {
    return results.cases().stream()
        .filter(result -> result.variant().equals(Case.PYTHON))
        .filter(result -> isOperation(results, result.measured()) && result.hasScores())
        .map(python -> new OperationPair(python, likeInPython(results, python.measured())))
        .toList();
  }

  private static @Nullable CaseResult likeInPython(RunResults results, Case python) {
    List<CaseResult> onTheJvm =
        results.cases().stream()
            .filter(result -> result.measured().workload().equals(python.workload()))
            .filter(result -> result.variant().equals(Case.DEFAULT_VARIANT) && result.hasScores())
            .toList();
    return onTheJvm.stream()
        .filter(result -> result.model().equals(python.model()))
        .findFirst()
        .or(() -> onTheJvm.stream().filter(result -> result.model().equals(POOL)).findFirst())
        .orElse(null);
  }

  static boolean isOperation(RunResults results, Case measured) {
    return results.run().scope().describe(measured).kind().equals(WorkloadDescription.OPERATION);
  }
}
