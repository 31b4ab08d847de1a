package io.lanemark.cli.command;

import io.lanemark.benchmarks.operation.DeathExperiment;
import io.lanemark.benchmarks.operation.ExperimentFigure;
import io.lanemark.benchmarks.operation.IdleMemoryExperiment;
import io.lanemark.benchmarks.operation.OrphanExperiment;
import io.lanemark.benchmarks.operation.PoolExperiment;
import io.lanemark.benchmarks.operation.WaitingExperiment;
import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.registry.UnknownNameException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark pool`: measures properties of the process pool that no benchmark shows.
@Command(
    name = "pool",
    header = "Measure waiting times, memory and worker deaths in the process pool.",
    customSynopsis = "lanemark pool [OPTIONS] [EXPERIMENT...]",
    description =
        "Measures what a JMH benchmark cannot: how long tasks wait, compared with a thread pool;"
            + " the memory of idle workers; and how fast the pool notices that a process has died.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "69:another JMH run uses the machine",
      "70:an experiment failed, or Lanemark has an internal error",
      "73:a temporary folder cannot be created"
    },
    footer = {
      "  scripts/lanemark pool",
      "  scripts/lanemark pool waiting --tasks 2000 --seed 7",
      "  scripts/lanemark pool memory orphans"
    })
public final class PoolCommand implements Callable<Integer> {

  private static final int IDLE_WORKERS = 8;
  private static final int OWNERS = 20;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..*",
      description = "waiting, memory, deaths or orphans. Default: all four.")
  private List<String> names = List.of();

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Number of tasks in 'waiting'. Default: ${DEFAULT-VALUE}.")
  private int tasks;

  @Option(
      names = "--deaths",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Number of workers to kill in 'deaths'. Default: ${DEFAULT-VALUE}.")
  private int deaths;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random arrivals in 'waiting'. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    atLeastOne("--tasks", tasks);
    atLeastOne("--deaths", deaths);
    List<PoolExperiment> chosen = chosen();
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    try (LockFile _ = MeasuringHost.lockMachine()) {
      for (PoolExperiment experiment : chosen) {
        run(experiment);
      }
    }
    return ExitCode.OK.number();
  }

  private List<PoolExperiment> chosen() {
    List<PoolExperiment> all =
        List.of(
            new WaitingExperiment(tasks, seed),
            new IdleMemoryExperiment(IDLE_WORKERS),
            new DeathExperiment(deaths),
            new OrphanExperiment(OWNERS));
    for (String name : names) {
      if (all.stream().noneMatch(each -> each.name().equals(name))) {
        throw new ParameterException(
            spec.commandLine(),
            new UnknownNameException(
                    "experiment", name, all.stream().map(PoolExperiment::name).toList())
                .getMessage());
      }
    }
    return all.stream().filter(each -> names.isEmpty() || names.contains(each.name())).toList();
  }

  private void run(PoolExperiment experiment) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n", experiment.name(), experiment.description());
    out.flush();
    try {
      for (ExperimentFigure figure : experiment.run()) {
        out.printf("  %-40s %s%n", figure.what(), figure);
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandException(
          ExitCode.SOFTWARE, "the experiment '%s' failed: %s".formatted(experiment.name(), e));
    }
    out.flush();
  }

  private void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "%s must be at least 1: %d", option, value));
    }
  }
}
