package io.lanemark.cli.option;

import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.benchmarks.plan.Suite;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options of `run` that say what is measured.
@Command
public final class SelectionOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "quick",
      description =
          "Preset for everything that no option sets: quick, pool, standard or full. Default:"
              + " ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      split = ",",
      description = "Only these suites; --list shows them.")
  private List<String> suites = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only these execution models, or implementations of operations; --list shows them.")
  private List<String> models = List.of();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      description = "Only these workloads or operations; --list shows them.")
  private List<String> workloads = List.of();

  @Option(
      names = "--in-flight",
      paramLabel = "K",
      split = ",",
      description = "Number of tasks in flight; several values give several cases.")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--workers",
      paramLabel = "W",
      description =
          "Number of tasks that execute at the same time, at most the largest K. Default: the"
              + " maximum of the model.")
  private @Nullable Integer workers;

  @Option(
      names = "--memory-budget",
      paramLabel = "SIZE",
      converter = MemorySizeConverter.class,
      description =
          "Compare the models at equal memory, for example 512M: a search first finds the W of each"
              + " model with the highest throughput whose process tree stays within this PSS.")
  private @Nullable Long memoryBudget;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      split = ",",
      converter = ParameterValue.Converter.class,
      description = "Set a parameter of the workloads; --list shows them.")
  private List<ParameterValue> parameters = List.of();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "Trials of each case, each in a new process. The report names a winner only with 3 or"
              + " more.")
  private @Nullable Integer forks;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Windows that each trial measures. Default: the profile decides.")
  private @Nullable Integer iterations;

  @Option(
      names = "--iteration-time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Length of each window, for example 500ms or 2s. Default: the profile decides.")
  private @Nullable Duration iterationTime;

  @Option(
      names = "--warmup-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long a trial may warm up until it is steady, for example 20s. Default: the profile"
              + " decides.")
  private @Nullable Duration warmUpLimit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random order of the trials. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// The selection.
  ///
  /// @throws IllegalArgumentException if a value is invalid
  public Selection selection() {
    Profile chosen = chosen();
    return new Selection(
        chosen,
        new Selection.Names(suites.stream().map(Suite::labelled).toList(), models, workloads),
        new Selection.Concurrency(
            inFlight,
            workers == null ? OptionalInt.empty() : OptionalInt.of(workers),
            memoryBudget == null ? OptionalLong.empty() : OptionalLong.of(memoryBudget)),
        ParameterValue.byName(parameters),
        forks == null ? chosen.forks() : forks,
        seed);
  }

  private Profile chosen() {
    Profile named = Profile.named(profile);
    return named.with(
        new Profile.Timing(
            iterations == null ? named.timing().iterations() : iterations,
            iterationTime == null ? named.timing().iterationTime() : iterationTime,
            warmUpLimit == null ? named.timing().warmUpLimit() : warmUpLimit));
  }
}
