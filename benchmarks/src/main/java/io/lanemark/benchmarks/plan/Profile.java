package io.lanemark.benchmarks.plan;

import io.lanemark.registry.UnknownNameException;
import io.lanemark.results.Case;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/// What a run does where the command leaves it open.
///
/// @param name the name it is asked for by
/// @param description what it is for, in one line
/// @param forks trials of each case
/// @param timing the course of one trial
/// @param workloads names of the workloads
/// @param models names of the execution models
/// @param cpuInFlight K for work that computes, from the number of cores
/// @param ioInFlight K for work that waits
/// @param peers names of other runtimes that do the same work beside, at the smallest K
public record Profile(
    String name,
    String description,
    int forks,
    Timing timing,
    List<String> workloads,
    List<String> models,
    IntFunction<List<Integer>> cpuInFlight,
    List<Integer> ioInFlight,
    List<String> peers) {

  private static final List<String> MODELS = List.of("serial", "process", "platform", "virtual");

  private static final List<String> WORKLOADS = List.of("sha256", "crawl", "read-files");

  private static final List<String> WITH_CONTROL =
      List.of("sha256", "crawl", "read-files", "sleep");

  /// All profiles, the shortest first.
  public static final List<Profile> ALL =
      List.of(
          new Profile(
              "quick",
              "a first look, in 4 minutes on 2 cores",
              3,
              new Timing(2, Duration.ofSeconds(1), Duration.ofSeconds(8)),
              WORKLOADS,
              MODELS,
              cores -> List.of(2 * cores),
              List.of(16),
              List.of()),
          new Profile(
              "standard",
              "figures to quote, in less than an hour on 2 cores",
              5,
              new Timing(5, Duration.ofSeconds(2), Duration.ofSeconds(20)),
              WITH_CONTROL,
              MODELS,
              cores -> List.of(cores, 4 * cores),
              List.of(16, 64),
              List.of(Case.PYTHON)),
          new Profile(
              "full",
              "every number in flight, overnight",
              10,
              new Timing(10, Duration.ofSeconds(2), Duration.ofSeconds(20)),
              WITH_CONTROL,
              MODELS,
              cores -> List.of(cores, 2 * cores, 4 * cores, 16 * cores),
              List.of(1, 4, 16, 64, 256, 1024),
              List.of(Case.PYTHON)));

  /// The profile with this name.
  ///
  /// @param name its name
  /// @return the profile
  /// @throws UnknownNameException if there is none; the message lists those that there are
  public static Profile named(String name) {
    for (Profile profile : ALL) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    throw new UnknownNameException("profile", name, ALL.stream().map(Profile::name).toList());
  }

  /// The course of one trial.
  ///
  /// @param iterations how many windows are measured; at least 1
  /// @param iterationTime length of each
  /// @param warmUpLimit the longest time to become steady
  public record Timing(int iterations, Duration iterationTime, Duration warmUpLimit) {}
}
