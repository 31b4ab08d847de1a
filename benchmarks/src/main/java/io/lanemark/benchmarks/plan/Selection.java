package io.lanemark.benchmarks.plan;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What was asked for; an empty list leaves it to the profile.
///
/// @param profile fills in the rest
/// @param suites labels of suites
/// @param models names of execution models
/// @param workloads names of workloads
/// @param inFlight values of K
/// @param workers W; empty to leave it to the model
/// @param parameters values for parameters of the workloads
/// @param forks trials of each case
/// @param seed draws the order of the trials
/// @param memoryBudgetBytes PSS that each model may have, at its best W; empty to give all models
///   the same W
public record Selection(
    Profile profile,
    List<Suite> suites,
    List<String> models,
    List<String> workloads,
    List<Integer> inFlight,
    OptionalInt workers,
    Map<String, String> parameters,
    int forks,
    long seed,
    OptionalLong memoryBudgetBytes) {

  private static final int MOST_FORKS = 1000;

  private static final long MEBIBYTE = 1 << 20;

  /// No JVM that measures anything takes less.
  private static final long LEAST_BUDGET_MEBIBYTES = 32;

  /// Copies the lists, and refuses numbers that make no sense.
  public Selection {
    suites = List.copyOf(suites);
    models = List.copyOf(models);
    workloads = List.copyOf(workloads);
    inFlight = List.copyOf(inFlight);
    parameters = Map.copyOf(parameters);
    inFlight.forEach(k -> atLeastOne("--in-flight", k));
    workers.ifPresent(w -> atLeastOne("--workers", w));
    atLeastOne("--forks", forks);
    if (forks > MOST_FORKS) {
      throw new IllegalArgumentException(
          "--forks must be at most %d: %d".formatted(MOST_FORKS, forks));
    }
    memoryBudgetBytes.ifPresent(bytes -> checkBudget(bytes, workers));
  }

  /// The same, with these workloads where none is named.
  ///
  /// @param names names of workloads; possibly none
  /// @return this, where it names any itself
  public Selection orWorkloads(List<String> names) {
    return workloads.isEmpty()
        ? new Selection(
            profile,
            suites,
            models,
            names,
            inFlight,
            workers,
            parameters,
            forks,
            seed,
            memoryBudgetBytes)
        : this;
  }

  private static void checkBudget(long bytes, OptionalInt workers) {
    if (bytes < LEAST_BUDGET_MEBIBYTES * MEBIBYTE) {
      throw new IllegalArgumentException(
          "--memory-budget must be at least %dM, for every JVM takes more: %d bytes"
              .formatted(LEAST_BUDGET_MEBIBYTES, bytes));
    }
    if (workers.isPresent()) {
      throw new IllegalArgumentException(
          "--memory-budget looks for W by itself and does not go with --workers %d"
              .formatted(workers.getAsInt()));
    }
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1: %d".formatted(option, value));
    }
  }
}
