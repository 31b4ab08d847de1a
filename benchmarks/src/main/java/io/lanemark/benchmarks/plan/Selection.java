package io.lanemark.benchmarks.plan;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
public record Selection(
    Profile profile,
    List<Suite> suites,
    List<String> models,
    List<String> workloads,
    List<Integer> inFlight,
    OptionalInt workers,
    Map<String, String> parameters,
    int forks,
    long seed) {

  private static final int MOST_FORKS = 1000;

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
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1: %d".formatted(option, value));
    }
  }
}
