package io.lanemark.benchmarks.plan;

import io.lanemark.results.Case;
import java.util.Map;
import java.util.TreeMap;

/// The parameters that every case of a run has.
///
/// @param model name of the execution model, or of what takes its place
/// @param workload name of the workload, or of the operation
/// @param arguments its own parameters, as canonical text
/// @param inFlight K
/// @param workers W
record CaseParameters(String model, String workload, String arguments, int inFlight, int workers) {

  private static final String THROUGHPUT = "thrpt";

  /// The case with these parameters.
  ///
  /// @param benchmark full name of the benchmark method
  /// @param variant what it runs on or with
  Case caseOf(String benchmark, String variant) {
    Map<String, String> parameters =
        Map.of(
            Case.MODEL, model,
            Case.WORKLOAD, workload,
            Case.ARGUMENTS, arguments,
            Case.IN_FLIGHT, Integer.toString(inFlight),
            Case.WORKERS, Integer.toString(workers));
    return new Case(benchmark, THROUGHPUT, new TreeMap<>(parameters), 1, variant);
  }
}
