package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Operation;
import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.results.Case;
import io.lanemark.results.PlannedTrial;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// What a run does if the command does not say it.
///
/// @param name the name that selects it
/// @param description what it is for, in one line
/// @param forks trials of each case
/// @param timing the course of one trial
/// @param workloads names of the workloads and operations
/// @param models names of the execution models
/// @param cpuInFlight K for work that computes, from the number of cores
/// @param ioInFlight K for work that waits
/// @param peers names of other runtimes that do the same work in the same run, at the smallest K
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

  private static final List<String> WELL_KNOWN_MODELS =
      List.of("serial", "process", "platform", "virtual");

  private static final List<String> ALL_MODELS =
      List.of(
          "serial",
          "process",
          "process+virtual",
          "platform",
          "platform-per-task",
          "fork-join",
          "virtual");

  private static final List<String> ALL_WORKLOADS =
      List.of(
          "sha256",
          "mandelbrot",
          "orders",
          "thumbnails",
          "crawl",
          "sql",
          "read-files",
          "write-files",
          "write-files-fsync",
          "request",
          "sleep");

  /// All profiles, the shortest first.
  public static final List<Profile> ALL =
      List.of(
          new Profile(
              "quick",
              "a first look, in 4 minutes on 2 cores",
              3,
              new Timing(2, Duration.ofSeconds(1), Duration.ofSeconds(5)),
              List.of("sha256", "crawl", "sql"),
              WELL_KNOWN_MODELS,
              cores -> List.of(2 * cores),
              List.of(8),
              List.of()),
          new Profile(
              "pool",
              "what the process pool costs, compared with its limits and with Python",
              3,
              new Timing(3, Duration.ofMillis(500), Duration.ofSeconds(10)),
              Operations.ALL.stream().map(Operation::name).toList(),
              List.of("process", "platform", "virtual"),
              cores -> List.of(2 * cores),
              List.of(8),
              List.of(Case.PYTHON)),
          new Profile(
              "standard",
              "every workload on every model, in less than an hour on 2 cores",
              3,
              new Timing(3, Duration.ofSeconds(1), Duration.ofSeconds(10)),
              ALL_WORKLOADS,
              ALL_MODELS,
              cores -> List.of(2 * cores),
              List.of(16),
              List.of(Case.PYTHON)),
          new Profile(
              "full",
              "like standard, with more tasks in flight and more forks, in a night",
              5,
              new Timing(5, Duration.ofSeconds(2), Duration.ofSeconds(20)),
              ALL_WORKLOADS,
              ALL_MODELS,
              cores -> List.of(cores, 2 * cores, 16 * cores),
              List.of(4, 16, 64, 256),
              List.of(Case.PYTHON)));

  /// The profile with this name.
  ///
  /// @param name its name
  /// @return the profile
  /// @throws UnknownNameException if there is none; the message lists all names
  public static Profile named(String name) {
    for (Profile profile : ALL) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    throw new UnknownNameException("profile", name, ALL.stream().map(Profile::name).toList());
  }

  /// This profile with another course of its trials.
  ///
  /// @param other the other course
  /// @return a profile of the same name
  public Profile with(Timing other) {
    return new Profile(
        name, description, forks, other, workloads, models, cpuInFlight, ioInFlight, peers);
  }

  /// The course of one trial.
  ///
  /// @param iterations how many windows are measured; at least 1
  /// @param iterationTime length of each
  /// @param warmUpLimit the longest time to become steady
  public record Timing(int iterations, Duration iterationTime, Duration warmUpLimit) {
    private static final int MOST_ITERATIONS = 1000;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /// Refuses invalid numbers.
    public Timing {
      if (iterations < 1 || iterations > MOST_ITERATIONS) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "--iterations must be from 1 to %d: %d", MOST_ITERATIONS, iterations));
      }
      requireInRange("--iteration-time", iterationTime);
      requireInRange("--warmup-limit", warmUpLimit);
    }

    private static void requireInRange(String option, Duration time) {
      if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s must be from 100ms to 1h: %d ms", option, time.toMillis()));
      }
    }

    /// The course of a trial that searches for W, with every profile. It shows which of two cases
    /// has the higher throughput and how much memory they need, if they differ by a lot.
    public static final Timing SEARCH = new Timing(1, Duration.ofSeconds(1), Duration.ofSeconds(4));

    /// The course of one trial of a run.
    ///
    /// @param planned any trial
    /// @return this, unless the trial searches for W
    public Timing of(PlannedTrial planned) {
      return planned.role() == PlannedTrial.Role.SEARCH ? SEARCH : this;
    }
  }
}
