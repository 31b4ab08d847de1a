package io.lanemark.cli.command;

import io.lanemark.benchmarks.backend.JdbcAddress;
import io.lanemark.benchmarks.run.Catalog;
import io.lanemark.benchmarks.run.CatalogText;
import io.lanemark.benchmarks.run.Measurement;
import io.lanemark.benchmarks.run.ModelComparison;
import io.lanemark.benchmarks.run.PlanText;
import io.lanemark.benchmarks.run.PlannedRun;
import io.lanemark.benchmarks.run.Resumption;
import io.lanemark.benchmarks.run.RunPlanner;
import io.lanemark.benchmarks.run.RunRequest;
import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.DurationConverter;
import io.lanemark.cli.option.OutputFailures;
import io.lanemark.cli.option.SelectionOptions;
import io.lanemark.exit.ExitCode;
import io.lanemark.guard.history.HistorySource;
import io.lanemark.results.BadResultsException;
import io.lanemark.run.StageLimit;
import io.lanemark.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark run`: plans a run, measures it, and writes a results folder.
@Command(
    name = "run",
    header = "Measure workloads on execution models, and write a results folder.",
    customSynopsis = {
      "lanemark run [OPTIONS]",
      "       lanemark run --resume=DIR",
      "       lanemark run --list"
    },
    description =
        "Measures each workload on each execution model, each trial in a new process. A profile"
            + " sets everything that no option sets.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:success",
      "64:wrong usage",
      "65:the run cannot be resumed",
      "69:a backend is unavailable, or another JMH run uses the machine",
      "70:trials failed, or Lanemark has an internal error",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark run --list",
      "  scripts/lanemark run --profile quick",
      "  scripts/lanemark run --profile standard --dry-run",
      "  scripts/lanemark run --suite io --in-flight 16,64,256 --forks 5",
      "  scripts/lanemark run --workload crawl --param latencyMillis=50 \\",
      "      --model platform,virtual",
      "  scripts/lanemark run --workload crawl --in-flight 64 --memory-budget 512M",
      "  scripts/lanemark run --workload orders --jvm-args -XX:+UseParallelGC \\",
      "      --jvm-args -Xmx64m",
      "  scripts/lanemark run --class-path palindromes.jar --param limit=50000",
      "  scripts/lanemark run --suite io --history history.jsonl",
      "  scripts/lanemark run --resume results/20260101-120000"
    })
public final class RunCommand implements Callable<Integer> {

  private static final String PASSWORD_VARIABLE = "PGPASSWORD";

  @Spec private CommandSpec spec;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--class-path",
      paramLabel = "JAR[:JAR...]",
      description =
          "Jars with your own workloads and their libraries. Unless --workload names others, only"
              + " these workloads are measured. See docs/your-workload.md.")
  private List<String> classPath = List.of();

  @Option(
      names = "--jvm",
      paramLabel = "PATH",
      description =
          "Folder of another JDK (25 or later) to compare with the one that runs lanemark. Can be"
              + " repeated; with --jvm-args, all combinations are measured.")
  private List<Path> jvmHomes = List.of();

  @Option(
      names = "--jvm-args",
      paramLabel = "ARGS",
      description =
          "JVM arguments to compare with the default ones, for example \"-XX:+UseParallelGC"
              + " -Xmx512m\". They replace default arguments that set the same. Can be repeated.")
  private List<String> jvmArguments = List.of();

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description =
          "Other runtimes that do the same work in the same run: python or none. Default: the"
              + " profile decides.")
  private List<String> peers = List.of();

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "URL of your own PostgreSQL, to use instead of the one that the run starts. Put the"
              + " password into the variable PGPASSWORD or into ~/.pgpass. See"
              + " docs/workloads/sql.md.")
  private @Nullable String jdbcUrl;

  @Option(
      names = "--stage-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "5m",
      description =
          "How long each stage of a trial may take beyond its planned time, for example 10m or 1h."
              + " A trial that takes longer fails, and the run continues. Give more if your tasks"
              + " take minutes. Default: ${DEFAULT-VALUE}.")
  private Duration stageLimit;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder for the results; it must not contain a run yet. Default: results/<time>.")
  private @Nullable Path output;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Resume the stopped run in DIR; takes no other options. Refused if the plan, the code or"
              + " the machine has changed.")
  private @Nullable Path resume;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write the report to DIR after the run, even if trials failed.")
  private @Nullable Path report;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Add the run to this history file after the run, even if trials failed. See"
              + " docs/history.md.")
  private @Nullable Path history;

  @Option(
      names = "--list",
      description = "Show the profiles, suites, models and workloads, and measure nothing.")
  private boolean list;

  @Option(
      names = "--dry-run",
      description = "Show the plan and its estimated time, and measure nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (resume != null) {
      RecordedCommand.refuseOtherOptions("--resume", spec);
    }
    if (!list && !dryRun && !MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    if (resume != null) {
      return resume(Resumption.of(resume));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      CatalogText.print(out, catalog());
      return ExitCode.OK.number();
    }
    ModelComparison comparison = plan();
    if (dryRun) {
      PlanText.print(out, comparison);
      return ExitCode.OK.number();
    }
    return publish(measurement(comparison).begin(output), this);
  }

  private Catalog catalog() {
    try {
      return Catalog.load(classPath);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  private ModelComparison plan() throws InterruptedException {
    RunPlanner planner = new RunPlanner(catalog());
    try {
      return planner.plan(request(command()));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  private ParameterException wrongUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), e.getMessage(), e);
  }

  private List<String> command() {
    return RecordedCommand.ofThisProcess(spec).stream().map(JdbcAddress::withoutPassword).toList();
  }

  private RunRequest request(List<String> command) {
    return new RunRequest(
        command,
        selection.selection(),
        jvmHomes,
        jvmArguments,
        peers,
        new StageLimit(stageLimit),
        database());
  }

  private Optional<JdbcAddress> database() {
    if (jdbcUrl == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JdbcAddress.parse(jdbcUrl).orPassword(System.getenv(PASSWORD_VARIABLE)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--jdbc-url: " + e.getMessage(), e);
    }
  }

  private int resume(Resumption stopped) throws InterruptedException {
    RunCommand original = originalOf(stopped);
    ModelComparison comparison;
    try {
      comparison =
          new RunPlanner(Catalog.load(original.classPath))
              .planAgain(
                  original.request(stopped.run().request().command()), stopped.run().environment());
    } catch (IllegalArgumentException e) {
      throw stopped.refused(String.valueOf(e.getMessage()));
    }
    return publish(measurement(comparison).resume(stopped), original);
  }

  /// The command that started a run.
  ///
  /// @throws BadResultsException if it cannot be parsed
  static RunCommand originalOf(Resumption stopped) {
    RunCommand command = new RunCommand();
    try {
      RecordedCommand.parse(stopped.run().request().command(), "run", command);
      return command;
    } catch (IllegalArgumentException e) {
      throw stopped.refused(String.valueOf(e.getMessage()));
    }
  }

  private Measurement measurement(PlannedRun planned) {
    return new Measurement(
        planned,
        MeasuringHost::lockMachine,
        new Terminal(spec.commandLine().getOut(), Terminal.showsColours()),
        root -> MeasuringHost.resumeHint().leave(PastableCommand.resuming("run", root).toString()));
  }

  private int publish(Measurement.Outcome outcome, RunCommand original)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    OutputFailures failures = new OutputFailures();
    Path results = outcome.root();
    MeasuringHost.resumeHint().withdraw();
    out.println("Results: " + results.toAbsolutePath());
    if (original.report == null) {
      out.println(
          "Report:  " + PastableCommand.of("report", results.toString(), "--output", "site"));
    } else {
      Path site = original.report;
      failures.attempt(() -> ReportCommand.write(List.of(results), site, out), err);
    }
    Path file = original.history;
    if (file != null && outcome.hasScores()) {
      failures.attempt(() -> HistorySource.of(List.of(results)).appendTo(file, out), err);
    }
    outcome.refuseFailures();
    return failures.exitCode(ExitCode.OK).number();
  }
}
