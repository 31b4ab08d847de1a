package io.lanemark.cli.command;

import io.lanemark.benchmarks.backend.JdbcAddress;
import io.lanemark.benchmarks.run.Catalog;
import io.lanemark.benchmarks.run.CatalogText;
import io.lanemark.benchmarks.run.Experiment;
import io.lanemark.benchmarks.run.Measurement;
import io.lanemark.benchmarks.run.ModelComparison;
import io.lanemark.benchmarks.run.PlanText;
import io.lanemark.benchmarks.run.Resumption;
import io.lanemark.benchmarks.run.RunPlanner;
import io.lanemark.benchmarks.run.RunRequest;
import io.lanemark.cli.host.HostSupervisor;
import io.lanemark.cli.host.MeasuringHost;
import io.lanemark.cli.option.RecordedCommand;
import io.lanemark.cli.option.SelectionOptions;
import io.lanemark.exit.ExitCode;
import io.lanemark.guard.history.HistorySource;
import io.lanemark.results.BadResultsException;
import io.lanemark.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lanemark run`: plans a run, measures, and leaves a results folder.
@Command(
    name = "run",
    description = "Measures workloads on execution models, and leaves a results folder.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/lanemark run --profile quick",
      "  scripts/lanemark run --suite io --in-flight 16,64,256 --forks 5",
      "  scripts/lanemark run --workload crawl --param latencyMillis=50 --model platform,virtual",
      "  scripts/lanemark run --workload orders --jvm-args -XX:+UseParallelGC --jvm-args -Xmx64m",
      "  scripts/lanemark run --class-path my.jar --workload palindromes --param digits=6",
      "  scripts/lanemark run --profile standard --dry-run",
      "  scripts/lanemark run --suite io --history history.jsonl",
      "  scripts/lanemark run --workload crawl --in-flight 64 --memory-budget 512M",
      "  scripts/lanemark run --resume results/20260101-120000",
      "  scripts/lanemark run --list"
    })
public final class RunCommand implements Callable<Integer> {

  private static final String PASSWORD_VARIABLE = "PGPASSWORD";

  @Spec private CommandSpec spec;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--class-path",
      paramLabel = "JAR[:JAR...]",
      description =
          "Jars with workloads of your own and what they need; measures those workloads unless"
              + " --workload names others. See docs/your-workload.md.")
  private List<String> classPath = List.of();

  @Option(
      names = "--jvm",
      paramLabel = "PATH",
      description =
          "Folder of another JDK, 25 or later, to compare with the one that runs this; may be given"
              + " several times, and with --jvm-args for all combinations.")
  private List<Path> jvmHomes = List.of();

  @Option(
      names = "--jvm-args",
      paramLabel = "ARGS",
      description =
          "JVM arguments of measured JVMs, such as \"-XX:+UseParallelGC -Xmx512m\", to compare with"
              + " the usual ones; replaces what sets the same; may be given several times.")
  private List<String> jvmArguments = List.of();

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description =
          "Other runtimes that do the same work beside: python, or none. Default: as the profile"
              + " says.")
  private List<String> peers = List.of();

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL of your own instead of the one that the run starts. The password is better"
              + " given in the variable PGPASSWORD, or in ~/.pgpass. See docs/workloads/sql.md.")
  private @Nullable String jdbcUrl;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of the results; must not hold a run. Default: results/<time>.")
  private @Nullable Path output;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Goes on with the run in this folder, which was stopped; refused if its plan, the code or"
              + " the machine is another one now. Goes with no other option.")
  private @Nullable Path resume;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Writes the report there in the end, also when trials failed.")
  private @Nullable Path report;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Adds the run to this history in the end, one line of JSON, also when trials failed. See"
              + " docs/history.md.")
  private @Nullable Path history;

  @Option(
      names = "--list",
      description = "Shows profiles, suites, models and workloads, and measures nothing.")
  private boolean list;

  @Option(
      names = "--dry-run",
      description = "Shows the plan and the time it will take, and measures nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (resume != null) {
      RecordedCommand.refuseOptionsBeside("--resume", spec);
    }
    if (!list && !dryRun && !MeasuringHost.isThisProcess()) {
      return HostSupervisor.run(spec);
    }
    if (resume != null) {
      return goOn(Resumption.of(resume));
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
    return conclude(measurement(comparison).begin(output), this);
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
    return RecordedCommand.words(spec).stream().map(JdbcAddress::withoutPassword).toList();
  }

  private RunRequest request(List<String> command) {
    return new RunRequest(
        command, selection.selection(), jvmHomes, jvmArguments, peers, database());
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

  private int goOn(Resumption stopped) throws InterruptedException {
    RunCommand original = startedBy(stopped);
    ModelComparison comparison;
    try {
      comparison =
          new RunPlanner(Catalog.load(original.classPath))
              .planAgain(
                  original.request(stopped.run().request().command()), stopped.run().environment());
    } catch (IllegalArgumentException e) {
      throw stopped.refused(String.valueOf(e.getMessage()));
    }
    return conclude(measurement(comparison).resume(stopped), original);
  }

  /// The command that a run was started with.
  ///
  /// @throws BadResultsException if it is none
  static RunCommand startedBy(Resumption stopped) {
    RunCommand command = new RunCommand();
    try {
      RecordedCommand.parse(stopped.run().request().command(), "run", command);
      return command;
    } catch (IllegalArgumentException e) {
      throw stopped.refused(String.valueOf(e.getMessage()));
    }
  }

  private Measurement measurement(Experiment experiment) {
    return new Measurement(
        experiment,
        MeasuringHost::lockMachine,
        new Terminal(spec.commandLine().getOut(), Ansi.AUTO.enabled()));
  }

  private int conclude(Measurement.Outcome outcome, RunCommand original)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path results = outcome.root();
    out.println("Results: " + results.toAbsolutePath());
    if (original.report == null) {
      out.println("Report:  scripts/lanemark report %s --output site".formatted(results));
    } else {
      ReportCommand.write(List.of(results), original.report, out);
    }
    if (original.history != null && outcome.hasScores()) {
      HistorySource.of(List.of(outcome.root())).appendTo(original.history, out);
    }
    outcome.refuseFailures();
    return ExitCode.OK.number();
  }
}
