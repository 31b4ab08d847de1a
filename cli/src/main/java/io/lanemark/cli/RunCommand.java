package io.lanemark.cli;

import io.lanemark.benchmarks.backend.Backend;
import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.backend.Substitute;
import io.lanemark.benchmarks.jmh.JmhResultFile;
import io.lanemark.benchmarks.jmh.JmhTrialRunner;
import io.lanemark.benchmarks.jmh.JvmVariants;
import io.lanemark.benchmarks.jmh.MeasuredJvm;
import io.lanemark.benchmarks.peer.Interpreter;
import io.lanemark.benchmarks.peer.PeerTrialRunner;
import io.lanemark.benchmarks.plan.Planner;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.benchmarks.plan.Suite;
import io.lanemark.benchmarks.postgres.JdbcAddress;
import io.lanemark.benchmarks.postgres.OwnDatabaseBackend;
import io.lanemark.benchmarks.postgres.PostgresBackend;
import io.lanemark.environment.CodeHash;
import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.results.Environment;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import io.lanemark.run.RunLoop;
import io.lanemark.run.RunnerByVariant;
import io.lanemark.run.TrialRunner;
import io.lanemark.workload.WorkloadProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
      "  scripts/lanemark run --workload crawl --in-flight 64 --memory-budget 512M",
      "  scripts/lanemark run --resume results/20260101-120000",
      "  scripts/lanemark run --list"
    })
final class RunCommand implements Callable<Integer> {

  private static final DateTimeFormatter FOLDER_NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final String NO_PEERS = "none";
  private static final String PASSWORD_VARIABLE = "PGPASSWORD";

  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "What fills in the rest: quick, standard or full. Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      split = ",",
      description = "Only these suites: cpu, io, mixed.")
  private List<String> suites = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      split = ",",
      description = "Only these execution models; --list shows them.")
  private List<String> models = List.of();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      description = "Only these workloads; --list shows them.")
  private List<String> workloads = List.of();

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
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description =
          "Other runtimes that do the same work beside: python, or none. Default: as the profile"
              + " says.")
  private List<String> peers = List.of();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "A parameter of the workloads; --list shows them.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL of your own instead of the one that the run starts. The password is better"
              + " given in the variable PGPASSWORD, or in ~/.pgpass. See docs/workloads/sql.md.")
  private @Nullable String jdbcUrl;

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
      names = "--list",
      description = "Shows profiles, suites, models and workloads, and measures nothing.")
  private boolean list;

  @Option(
      names = "--dry-run",
      description = "Shows the plan and the time it will take, and measures nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseOptionsBesideResume();
    if (!list && !dryRun && !MeasuringHost.isThisProcess()) {
      return Guardian.run(spec);
    }
    if (resume != null) {
      Resumption stopped = Resumption.of(resume);
      return stopped.command().goOn(stopped);
    }
    PrintWriter out = spec.commandLine().getOut();
    Registry<WorkloadProvider> knownWorkloads = knownWorkloads();
    if (list) {
      CatalogText.print(out, knownModels(), knownWorkloads);
      return ExitCode.OK.number();
    }
    Intent intent = intent(knownWorkloads, null);
    if (dryRun) {
      new PlanText(out, intent.plan(), intent.selection()).print();
      return ExitCode.OK.number();
    }
    return begin(intent);
  }

  private void refuseOptionsBesideResume() {
    if (resume == null) {
      return;
    }
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(name -> !name.equals("--resume"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "--resume goes with no other option, and %s was given".formatted(name));
            });
  }

  private static Registry<ExecutionModel> knownModels() {
    return Registry.load(ExecutionModel.class, "model", ExecutionModel::name);
  }

  /// What is to be measured, and on what.
  private record Intent(
      Selection selection,
      Planner.Plan plan,
      Registry<WorkloadProvider> workloads,
      JvmVariants jvms,
      Optional<Interpreter> python,
      Optional<JdbcAddress> database,
      Environment environment) {}

  /// @param earlier where the same plan was made before; null to plan for the memory that is free
  private Intent intent(Registry<WorkloadProvider> knownWorkloads, @Nullable Environment earlier)
      throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    MeasuredJvm usual = MeasuredJvm.likeThisOne(cores);
    Environment environment = EnvironmentProbe.read(usual.javaHome(), usual.arguments());
    long memoryBytes = Objects.requireNonNullElse(earlier, environment).availableMemoryBytes();
    try {
      JvmVariants jvms = JvmVariants.of(usual, jvmHomes, jvmArguments);
      Selection selection = selection();
      if (selection.memoryBudgetBytes().isPresent() && !environment.proportionalMemory()) {
        throw new IllegalArgumentException(
            "--memory-budget needs PSS, which this system does not tell");
      }
      Optional<Interpreter> python =
          wantsPython(selection) ? Optional.of(Interpreter.find()) : Optional.empty();
      Planner.Plan plan =
          new Planner(
                  knownModels(),
                  knownWorkloads,
                  new Planner.Capacity(cores, memoryBytes, jvms.heapBytes()),
                  python.map(Interpreter::peer).stream().toList())
              .plan(selection);
      checkBackends(plan);
      return new Intent(selection, plan, knownWorkloads, jvms, python, database(plan), environment);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /// The built-in workloads and the user's; where there are any of the user's, they are those that
  /// are meant if none is named.
  private Registry<WorkloadProvider> knownWorkloads() {
    try {
      UserClassPath own = UserClassPath.of(classPath);
      own.extendThisJvm();
      Registry<WorkloadProvider> known = own.workloads();
      if (workloads.isEmpty()) {
        workloads = own.ownNames(known);
      }
      return known;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Optional<JdbcAddress> database(Planner.Plan plan) {
    if (jdbcUrl == null) {
      return Optional.empty();
    }
    if (!backendsOf(plan).contains(PostgresBackend.NAME)) {
      throw new IllegalArgumentException(
          "--jdbc-url is for workloads that need the backend '%s', and none was chosen"
              .formatted(PostgresBackend.NAME));
    }
    try {
      return Optional.of(JdbcAddress.parse(jdbcUrl).orPassword(System.getenv(PASSWORD_VARIABLE)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--jdbc-url: " + e.getMessage(), e);
    }
  }

  private static void checkBackends(Planner.Plan plan) {
    for (WorkloadProvider workload : plan.workloads().keySet()) {
      for (String backend : workload.backends()) {
        try {
          Backend.named(backend);
        } catch (UnknownNameException e) {
          throw new IllegalArgumentException(
              "the workload '%s' needs an %s".formatted(workload.name(), e.getMessage()), e);
        }
      }
    }
  }

  private Selection selection() {
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

  private int begin(Intent intent) throws InterruptedException {
    Instant startedAt = Instant.now();
    String id = FOLDER_NAME.format(startedAt);
    Path root = output == null ? Path.of("results", id) : output;
    try (LockFile _ = MeasuringHost.lockMachine()) {
      ResultsFolder folder = ResultsFolder.create(root);
      try (LockFile _ = lock(root);
          RunBackends backends = startBackends(intent, root)) {
        Run run = record(id, startedAt, intent, backends);
        folder.begin(run);
        planText(intent).printSummary(root);
        return measure(folder, run, List.of(), intent, backends);
      } catch (BackendUnavailableException e) {
        if (!ResultsFolder.holdsRun(root)) {
          folder.discard();
        }
        throw e;
      }
    } catch (IOException e) {
      throw cannotWrite(root, e);
    }
  }

  private boolean wantsPython(Selection selection) {
    if (selection.memoryBudgetBytes().isPresent()) {
      if (!peers.isEmpty() && !peers.equals(List.of(NO_PEERS))) {
        throw new IllegalArgumentException(
            "--memory-budget compares execution models of the JVM and does not go with --peers "
                + String.join(",", peers));
      }
      return false;
    }
    List<String> names = peers.isEmpty() ? selection.profile().peers() : peers;
    for (String name : names) {
      if (!name.equals(Interpreter.NAME) && !name.equals(NO_PEERS)) {
        throw new UnknownNameException("peer", name, List.of(Interpreter.NAME, NO_PEERS));
      }
    }
    return names.contains(Interpreter.NAME);
  }

  private static TrialRunner runner(Intent intent, RunBackends backends) {
    Profile.Timing timing = intent.selection().profile().timing();
    Map<String, TrialRunner> peerRunners = new HashMap<>();
    intent
        .python()
        .ifPresent(
            interpreter ->
                peerRunners.put(
                    Interpreter.NAME,
                    new PeerTrialRunner(timing, interpreter, intent.workloads(), backends)));
    return new RunnerByVariant(
        peerRunners, new JmhTrialRunner(timing, intent.jvms(), intent.workloads(), backends));
  }

  /// Called on the command that the run was started with.
  private int goOn(Resumption stopped) throws InterruptedException {
    Path root = stopped.folder().root();
    Intent intent;
    try {
      intent = intent(knownWorkloads(), stopped.run().environment());
    } catch (ParameterException e) {
      throw stopped.refused(String.valueOf(e.getMessage()));
    }
    stopped.check(
        record(stopped.run().id(), stopped.run().startedAt(), intent, RunBackends.none()));
    try (LockFile _ = MeasuringHost.lockMachine();
        LockFile _ = lock(root)) {
      List<Trial> finished = stopped.takeStock();
      if (finished.size() == stopped.run().plan().size()
          && intent.plan().decisions().following(finished).isEmpty()) {
        spec.commandLine()
            .getOut()
            .printf("Nothing is left to measure: all %d trials are there%n", finished.size());
        JmhResultFile.write(root, stopped.run(), finished, intent.jvms());
        return ExitCode.OK.number();
      }
      try (RunBackends backends = startBackends(intent, root)) {
        Run run = stopped.run().resumed(Instant.now());
        stopped.folder().begin(run);
        planText(intent).printRest(root, run.plan(), finished);
        return measure(stopped.folder(), run, finished, intent, backends);
      }
    } catch (IOException e) {
      throw cannotWrite(root, e);
    }
  }

  private int measure(
      ResultsFolder folder, Run run, List<Trial> finished, Intent intent, RunBackends backends)
      throws IOException, InterruptedException {
    List<Trial> trials;
    try {
      trials =
          new RunLoop(
                  folder,
                  run,
                  new EndingTrials(new BackedTrials(runner(intent, backends), backends)),
                  intent.plan().decisions(),
                  new ConsoleProgress(spec.commandLine().getOut(), run.plan()))
              .execute(finished);
    } catch (BackendUnavailableException e) {
      folder.deleteUnfinished();
      throw e;
    }
    JmhResultFile.write(folder.root(), run, trials, intent.jvms());
    return outcome(folder.root(), trials);
  }

  private PlanText planText(Intent intent) {
    return new PlanText(spec.commandLine().getOut(), intent.plan(), intent.selection());
  }

  private Run record(String id, Instant startedAt, Intent intent, RunBackends backends) {
    return RunRecord.of(
        id,
        startedAt,
        command(),
        intent.plan(),
        intent.selection(),
        intent.environment(),
        intent.jvms().descriptions(),
        CodeHash.of(System.getProperty("java.class.path")),
        backends);
  }

  /// Two processes that write into one folder would undo each other's trials.
  private static LockFile lock(Path root) throws IOException {
    return LockFile.take(root.resolve(".lock"))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CANNOT_CREATE,
                    "%s: another process measures into this folder".formatted(root)));
  }

  private static CommandException cannotWrite(Path root, IOException e) {
    return new CommandException(
        ExitCode.CANNOT_CREATE, Reason.of(root, "results cannot be written there", e));
  }

  private List<String> command() {
    return Stream.concat(
            Stream.of("scripts/lanemark"),
            spec.root().commandLine().getParseResult().originalArgs().stream())
        .map(JdbcAddress::withoutPassword)
        .toList();
  }

  private static RunBackends startBackends(Intent intent, Path root) throws InterruptedException {
    Map<String, Substitute> substitutes = new HashMap<>();
    intent
        .database()
        .ifPresent(
            address -> substitutes.put(PostgresBackend.NAME, OwnDatabaseBackend.at(address)));
    return RunBackends.start(backendsOf(intent.plan()), root, substitutes);
  }

  private static Set<String> backendsOf(Planner.Plan plan) {
    Set<String> names = new TreeSet<>();
    plan.workloads().keySet().forEach(workload -> names.addAll(workload.backends()));
    return names;
  }

  private int outcome(Path root, List<Trial> trials) {
    PrintWriter out = spec.commandLine().getOut();
    List<Trial> failed =
        trials.stream().filter(trial -> trial.state() == Trial.State.FAILED).toList();
    out.println("Results: " + root.toAbsolutePath());
    if (report == null) {
      out.println("Report:  scripts/lanemark report %s --output site".formatted(root));
    } else {
      ReportCommand.write(List.of(root), report, out);
    }
    if (failed.isEmpty()) {
      return ExitCode.OK.number();
    }
    throw new CommandException(
        ExitCode.SOFTWARE,
        "%d of %d trials failed, first %s: %s"
            .formatted(
                failed.size(),
                trials.size(),
                failed.getFirst().planned().id(),
                failed.getFirst().reason()));
  }
}
