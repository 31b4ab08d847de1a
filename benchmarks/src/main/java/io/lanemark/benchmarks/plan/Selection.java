package io.lanemark.benchmarks.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What was asked for.
///
/// @param profile fills in what the command does not say
/// @param names what is measured
/// @param concurrency how many tasks and workers
/// @param parameters values for parameters of the workloads
/// @param forks trials of each case
/// @param seed draws the order of the trials
public record Selection(
    Profile profile,
    Names names,
    Concurrency concurrency,
    Map<String, String> parameters,
    int forks,
    long seed) {

  private static final int MOST_FORKS = 1000;

  private static final long MEBIBYTE = 1 << 20;

  /// Every JVM needs more than this.
  private static final long LEAST_BUDGET_MEBIBYTES = 32;

  /// Copies the map, and refuses invalid numbers.
  public Selection {
    parameters = Map.copyOf(parameters);
    atLeastOne("--forks", forks);
    if (forks > MOST_FORKS) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "--forks must be at most %d: %d", MOST_FORKS, forks));
    }
  }

  /// The same selection, with these workloads if it names none.
  ///
  /// @param workloads names of workloads; possibly none
  /// @return this, if it names any itself
  public Selection orWorkloads(List<String> workloads) {
    return names.workloads().isEmpty()
        ? new Selection(
            profile,
            new Names(names.suites(), names.models(), workloads),
            concurrency,
            parameters,
            forks,
            seed)
        : this;
  }

  /// What is measured. An empty list leaves the choice to the profile.
  ///
  /// @param suites the suites
  /// @param models names of execution models
  /// @param workloads names of workloads
  public record Names(List<Suite> suites, List<String> models, List<String> workloads) {
    /// Copies the lists.
    public Names {
      suites = List.copyOf(suites);
      models = List.copyOf(models);
      workloads = List.copyOf(workloads);
    }
  }

  /// How many tasks and workers the cases have.
  ///
  /// @param inFlight values of K; empty to leave them to the profile
  /// @param workers W; empty to leave it to the model
  /// @param memoryBudgetBytes PSS that each model may have, at its best W; empty to give all models
  ///   the same W
  public record Concurrency(
      List<Integer> inFlight, OptionalInt workers, OptionalLong memoryBudgetBytes) {
    /// Copies the list, and refuses invalid numbers.
    public Concurrency {
      inFlight = List.copyOf(inFlight);
      inFlight.forEach(k -> atLeastOne("--in-flight", k));
      workers.ifPresent(w -> atLeastOne("--workers", w));
      memoryBudgetBytes.ifPresent(bytes -> checkBudget(bytes, workers));
    }
  }

  private static void checkBudget(long bytes, OptionalInt workers) {
    if (bytes < LEAST_BUDGET_MEBIBYTES * MEBIBYTE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--memory-budget must be at least %dM, because every JVM needs more: %d bytes",
              LEAST_BUDGET_MEBIBYTES,
              bytes));
    }
    if (workers.isPresent()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--memory-budget chooses W itself and cannot be combined with --workers %d",
              workers.getAsInt()));
    }
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be at least 1: %d", option, value));
    }
  }
}
