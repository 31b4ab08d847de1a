package io.lanemark.cli.option;

import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.benchmarks.plan.Suite;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say what is measured: a [Selection].
@Command
public final class SelectionOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "quick",
      description =
          "What fills in the rest: quick, pool, standard or full. Default: ${DEFAULT-VALUE}.")
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
          "Only these execution models, or what has their place under operations; --list shows"
              + " them.")
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
      description = "Tasks admitted and unfinished; several values make several cases.")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--workers",
      paramLabel = "W",
      description = "Tasks in service at once, at most K. Default: what the model can have.")
  private @Nullable Integer workers;

  @Option(
      names = "--memory-budget",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "Compares the models at equal memory: each with the W that gives most within this much"
              + " PSS of its process tree, such as 512M. A search finds W first.")
  private @Nullable Long memoryBudget;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "A parameter of the workloads; --list shows them.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "Trials of each case, each in a fresh process. A winner needs at least 3.")
  private @Nullable Integer forks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the order of the trials. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// What was selected.
  ///
  /// @throws IllegalArgumentException if a value will not do
  public Selection selection() {
    Profile chosen = Profile.named(profile);
    return new Selection(
        chosen,
        suites.stream().map(Suite::labelled).toList(),
        models,
        workloads,
        inFlight,
        workers == null ? OptionalInt.empty() : OptionalInt.of(workers),
        parameters,
        forks == null ? chosen.forks() : forks,
        seed,
        memoryBudget == null ? OptionalLong.empty() : OptionalLong.of(memoryBudget));
  }
}
