package io.lanemark.cli.command;

import io.lanemark.benchmarks.jmh.HarnessOverhead;
import io.lanemark.benchmarks.jmh.HarnessOverhead.Side;
import io.lanemark.benchmarks.jmh.MeasuredJvm;
import io.lanemark.benchmarks.suite.HarnessOverheadBenchmark.Driver;
import io.lanemark.benchmarks.suite.HarnessOverheadBenchmark.Model;
import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.stats.Interval;
import io.lanemark.stats.Sample;
import io.lanemark.stats.Welch;
import io.lanemark.text.Plural;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark overhead`: measures what the harness itself adds to a task.
@Command(
    name = "overhead",
    header = "Measure what the harness itself adds to a task.",
    customSynopsis = "lanemark overhead [OPTIONS]",
    description =
        "Runs an empty task in the harness, and in the same closed loop written by hand with"
            + " java.util.concurrent.Executors, and compares both. Measures four cases, at about"
            + " 10 s per fork.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "69:another JMH run uses the machine",
      "70:a trial failed, or Lanemark has an internal error",
      "73:a temporary folder cannot be created"
    },
    footer = "  scripts/lanemark overhead --in-flight 64 --forks 10")
public final class OverheadCommand implements Callable<Integer> {

  private static final double CONFIDENCE = 0.95;

  @Spec private CommandSpec spec;

  @Option(
      names = "--in-flight",
      paramLabel = "K",
      defaultValue = "64",
      description = "Number of tasks in flight. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "10",
      description = "Forks of each case, at least 2. Default: ${DEFAULT-VALUE}.")
  private int forks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random order of the forks. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    atLeast(1, "--in-flight", inFlight);
    atLeast(2, "--forks", forks);
    if (!MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    try (LockFile _ = MeasuringHost.lockMachine()) {
      measure();
    }
    return ExitCode.OK.number();
  }

  private void measure() throws RunnerException {
    PrintWriter out = spec.commandLine().getOut();
    MeasuredJvm jvm = MeasuredJvm.likeThisOne(Runtime.getRuntime().availableProcessors());
    Map<Side, List<Double>> nanosBySide =
        new HarnessOverhead(jvm, inFlight, forks, seed)
            .run(
                (side, nanos) -> {
                  out.printf(
                      Locale.ROOT,
                      "%-10s %-8s %,10.1f ns/task%n",
                      side.model(),
                      side.driver(),
                      nanos);
                  out.flush();
                });
    for (Model model : Model.values()) {
      Sample harness = sample(nanosBySide, new Side(model, Driver.harness));
      Sample byHand = sample(nanosBySide, new Side(model, Driver.byHand));
      Interval added = Welch.differenceOfMeans(harness, byHand, CONFIDENCE);
      out.printf(
          Locale.ROOT,
          "%s, K = %d, %s a side: by hand %,.0f ns/task, harness %,.0f ns/task (means);"
              + " added %,.0f to %,.0f ns (95 %% interval of the difference of means)%n",
          model,
          inFlight,
          Plural.of(forks, "fork"),
          byHand.mean(),
          harness.mean(),
          added.low(),
          added.high());
    }
    out.flush();
  }

  private static Sample sample(Map<Side, List<Double>> nanosBySide, Side side) {
    return Sample.of(nanosBySide.getOrDefault(side, List.of()));
  }

  private void atLeast(int least, String option, int value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(Locale.ROOT, "%s must be at least %d: %d", option, least, value));
    }
  }
}
