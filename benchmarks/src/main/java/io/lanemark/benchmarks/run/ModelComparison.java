package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.BackendProcess;
import io.lanemark.benchmarks.backend.JdbcAddress;
import io.lanemark.benchmarks.backend.OwnDatabaseBackend;
import io.lanemark.benchmarks.backend.PostgresBackend;
import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.backend.Substitute;
import io.lanemark.benchmarks.jmh.JmhTrialRunner;
import io.lanemark.benchmarks.jmh.JvmVariants;
import io.lanemark.benchmarks.plan.Plan;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.benchmarks.python.Interpreter;
import io.lanemark.benchmarks.python.PythonTrialRunner;
import io.lanemark.environment.CodeHash;
import io.lanemark.environment.SourceCommit;
import io.lanemark.registry.Registry;
import io.lanemark.results.Environment;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run;
import io.lanemark.run.Decisions;
import io.lanemark.run.RunnerByVariant;
import io.lanemark.run.StageLimit;
import io.lanemark.run.TrialRunner;
import io.lanemark.text.DurationText;
import io.lanemark.text.Plural;
import io.lanemark.workload.WorkloadProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The experiment of `run`: the same workloads on several execution models, JVMs and peers.
///
/// @param command the words that asked for it
/// @param selection what was asked for
/// @param plan what is to be measured
/// @param workloads all workloads
/// @param jvms the JVMs that are compared, in addition to the models
/// @param python the interpreter of the peers; empty if there are none
/// @param stageLimit how long each stage of a trial may take
/// @param database the user's database, instead of the PostgreSQL backend
/// @param environment what it is measured on
public record ModelComparison(
    List<String> command,
    Selection selection,
    Plan plan,
    Registry<WorkloadProvider> workloads,
    JvmVariants jvms,
    Optional<Interpreter> python,
    StageLimit stageLimit,
    Optional<JdbcAddress> database,
    Environment environment)
    implements PlannedRun {

  @Override
  public Run record(String id, Instant startedAt, RunBackends backends) {
    return new Run(
        Run.SCHEMA_VERSION,
        id,
        Run.Times.of(startedAt),
        new Run.Request(command, selection.profile().name(), selection.seed(), selection.forks()),
        environment,
        new Run.Source(
            SourceCommit.ofThisJar(), CodeHash.of(System.getProperty("java.class.path"))),
        new Run.Scope(
            Stream.concat(jvms.descriptions().stream(), plan.variants().stream()).toList(),
            selection.concurrency().memoryBudgetBytes().isPresent()
                ? (Long) selection.concurrency().memoryBudgetBytes().getAsLong()
                : null,
            plan.models(),
            Stream.concat(workloads(backends), operations()).toList()),
        plan.trials());
  }

  private Stream<Run.WorkloadDescription> workloads(RunBackends backends) {
    return plan.workloads().entrySet().stream()
        .map(
            entry ->
                new Run.WorkloadDescription(
                    entry.getKey().name(),
                    entry.getKey().kind().name(),
                    description(entry.getKey(), backends),
                    entry.getValue().toString()));
  }

  private Stream<Run.WorkloadDescription> operations() {
    return plan.operations().stream()
        .map(
            operation ->
                new Run.WorkloadDescription(
                    operation.name(),
                    Run.WorkloadDescription.OPERATION,
                    operation.description(),
                    operation.argumentsText()));
  }

  /// What the workload does, and what a reader must know about its backends, such as whether files
  /// are read past the page cache.
  private static String description(WorkloadProvider workload, RunBackends backends) {
    List<String> labels = backends.labels(workload.backends());
    return labels.isEmpty()
        ? workload.description()
        : "%s (%s)".formatted(workload.description(), String.join("; ", labels));
  }

  /// Names of the backends that the workloads need.
  Set<String> backends() {
    Set<String> names = new TreeSet<>();
    plan.workloads().keySet().forEach(workload -> names.addAll(workload.backends()));
    return names;
  }

  @Override
  public RunBackends startBackends(Path workDirectory) throws InterruptedException {
    Map<String, Substitute> substitutes = new HashMap<>();
    database.ifPresent(
        address -> substitutes.put(PostgresBackend.NAME, OwnDatabaseBackend.at(address)));
    return RunBackends.start(
        backends(), workDirectory, substitutes, stageLimit.of(BackendProcess.START_DEADLINE));
  }

  @Override
  public TrialRunner runner(RunBackends backends) {
    Profile.Timing timing = selection.profile().timing();
    Map<String, TrialRunner> peerRunners = new HashMap<>();
    python.ifPresent(
        interpreter ->
            peerRunners.put(
                Interpreter.NAME,
                new PythonTrialRunner(timing, stageLimit, interpreter, workloads, backends)));
    return new RunnerByVariant(
        peerRunners, new JmhTrialRunner(timing, stageLimit, jvms, plan, backends));
  }

  @Override
  public Decisions decisions() {
    return plan.decisions();
  }

  @Override
  public String summary(List<PlannedTrial> trials, int following) {
    Profile.Timing timing = selection.profile().timing();
    List<PlannedTrial> running = trials.stream().filter(PlannedTrial::runs).toList();
    Duration estimate =
        running.stream()
            .map(trial -> JmhTrialRunner.estimate(timing.of(trial)))
            .reduce(JmhTrialRunner.estimate(timing).multipliedBy(following), Duration::plus);
    return String.format(
        Locale.ROOT,
        "Profile %s, seed %d: %s%s, %s per case, about %s",
        selection.profile().name(),
        selection.seed(),
        Plural.of(running.size(), "trial"),
        following == 0 ? "" : String.format(Locale.ROOT, " to find W, then at most %d", following),
        Plural.of(selection.forks(), "fork"),
        DurationText.of(estimate));
  }
}
