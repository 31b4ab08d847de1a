package io.lanemark.reports.page;

import io.lanemark.decision.Contest;
import io.lanemark.decision.RunResults;
import io.lanemark.results.Environment;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.Run;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Trial;
import io.lanemark.text.Plural;
import io.lanemark.text.Scale;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One run on a page.
///
/// @param anchor names the section in addresses within the page
/// @param id name of the run
/// @param machine where it ran, in one line
/// @param date when it began
/// @param isoDate the same in ISO 8601
/// @param command what started it
/// @param extent how much was measured
/// @param warnings problems that affect the whole run
/// @param findings a line for each contest
/// @param matrix throughput of every model under every workload
/// @param python the same work in Python
/// @param pool the process pool next to its limits
/// @param charts a group for each contest
/// @param search how W was found within a memory budget
/// @param backendsAlone throughput of the backends alone
/// @param consistency numbers that must agree
/// @param missing trials without a score
/// @param tables every number
/// @param facts the environment
/// @param models the execution models
record RunSection(
    String anchor,
    String id,
    String machine,
    String date,
    String isoDate,
    String command,
    String extent,
    List<String> warnings,
    List<FindingLine> findings,
    ThroughputMatrix matrix,
    PythonComparison python,
    PoolTargets pool,
    List<ChartGroup> charts,
    SearchTable search,
    BackendAloneTable backendsAlone,
    ConsistencyChecks consistency,
    MissingResults missing,
    List<NumbersTable> tables,
    List<Fact> facts,
    List<Model> models) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// One fact about the environment.
  ///
  /// @param name what it is
  /// @param value how it is
  record Fact(String name, String value) {}

  /// An execution model.
  ///
  /// @param label its name
  /// @param description what it is
  record Model(ModelLabel label, String description) {}

  static RunSection of(int number, RunResults results) {
    Run run = results.run();
    List<Contest> contests = results.contests();
    return new RunSection(
        "run-" + number,
        run.id(),
        machine(run.environment()),
        DATE.format(run.times().startedAt()),
        run.times().startedAt().toString(),
        RepeatCommand.quoted(run.request().command()),
        extent(results),
        warnings(results),
        contests.stream().map(FindingLine::of).toList(),
        ThroughputMatrix.of(results, contests),
        PythonComparison.of(results),
        PoolTargets.of(results),
        contests.stream()
            .map(contest -> ChartGroup.of(run, contest))
            .filter(group -> !group.charts().isEmpty())
            .toList(),
        SearchTable.of(results),
        BackendAloneTable.of(results),
        ConsistencyChecks.of(results),
        MissingResults.of(results),
        contests.stream().flatMap(contest -> NumbersTable.of(contest).stream()).toList(),
        Stream.concat(facts(run).stream(), variants(run)).toList(),
        run.scope().models().stream()
            .map(
                (ModelDescription model) ->
                    new Model(ModelLabel.of(model.name()), model.description()))
            .toList());
  }

  private static String machine(Environment environment) {
    Environment.Machine machine = environment.machine();
    String processor = machine.processor();
    return "%s, %s, %s of memory, %s, Java %s"
        .formatted(
            processor == null ? machine.architecture() : processor,
            Plural.of(machine.cores(), "core"),
            bytes(machine.memoryBytes()),
            machine.operatingSystem(),
            environment.jvm().javaVersion());
  }

  private static String extent(RunResults results) {
    Run run = results.run();
    Long budget = run.scope().memoryBudgetBytes();
    int resumed = run.times().resumedAt().size();
    long planned = run.plan().stream().filter(RunSection::isFigure).count();
    long scored =
        results.trials().stream()
            .filter(Trial::hasScore)
            .filter(trial -> isFigure(trial.planned()))
            .count();
    return String.format(
        Locale.ROOT,
        "%sprofile %s, %s a case, %d of %d trials with a score%s",
        budget == null
            ? ""
            : "equal memory: each model at its best W within %s of PSS; ".formatted(bytes(budget)),
        run.request().profile(),
        Plural.of(run.request().forks(), "fork"),
        scored,
        planned,
        resumed == 0 ? "" : ", resumed " + Plural.of(resumed, "time"));
  }

  private static boolean isFigure(PlannedTrial planned) {
    return planned.role() != PlannedTrial.Role.SEARCH;
  }

  private static List<String> warnings(RunResults results) {
    Run run = results.run();
    List<String> warnings = new ArrayList<>();
    if (!results.unfinished().isEmpty()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The run was ended early: %s of %d have no result",
              Plural.of(results.unfinished().size(), "planned trial"),
              results.run().plan().size()));
    }
    if (run.scope().memoryBudgetBytes() != null
        && run.plan().stream().noneMatch(each -> each.role() == PlannedTrial.Role.MEASURE)) {
      warnings.add("The run was ended in its search for W, before anything was measured");
    }
    String flagged = ConsistencyChecks.warning(results.checks());
    if (!flagged.isEmpty()) {
      warnings.add(flagged);
    }
    return warnings;
  }

  private static List<Fact> facts(Run run) {
    Environment environment = run.environment();
    Environment.Machine machine = environment.machine();
    Environment.Limits limits = environment.limits();
    Environment.TimingInfluences timing = environment.timing();
    Environment.Jvm jvm = environment.jvm();
    return List.of(
        new Fact("operating system", machine.operatingSystem()),
        new Fact("kernel", orNotAvailable(machine.kernel())),
        new Fact("processor", orNotAvailable(machine.processor())),
        new Fact("architecture", machine.architecture()),
        new Fact("cores the JVM may use", Integer.toString(machine.cores())),
        new Fact("memory", bytes(machine.memoryBytes())),
        new Fact("memory free at the start", bytes(machine.availableMemoryBytes())),
        new Fact("control group", orNotAvailable(limits.cgroup())),
        new Fact(
            "processor quota",
            limits.cpuQuotaCores() == null
                ? "none"
                : PageText.ratio(limits.cpuQuotaCores()) + " cores"),
        new Fact(
            "memory limit",
            limits.memoryLimitBytes() == null ? "none" : bytes(limits.memoryLimitBytes())),
        new Fact("frequency governor", orNotAvailable(timing.governor())),
        new Fact("virtualization", orNotAvailable(timing.virtualization())),
        new Fact(
            "timer slack",
            timing.timerSlackNanos() == null
                ? PageText.NOT_AVAILABLE
                : nanos(timing.timerSlackNanos())),
        new Fact(
            "memory figures",
            environment.proportionalMemory()
                ? "PSS, USS and RSS"
                : "RSS alone, which counts a shared page once for every process"),
        new Fact("Java", "%s, %s, %s".formatted(jvm.javaVersion(), jvm.javaVendor(), jvm.javaVm())),
        new Fact("JDK", jvm.javaHome()),
        new Fact(
            "arguments of every measured JVM, unless a variant says otherwise",
            jvm.jvmArguments().isEmpty() ? "none" : String.join(" ", jvm.jvmArguments())),
        new Fact("seed of the order", Long.toString(run.request().seed())),
        new Fact(
            "commit of Lanemark",
            Objects.requireNonNullElse(run.source().commit(), "outside a checkout")));
  }

  private static Stream<Fact> variants(Run run) {
    return run.scope().variants().stream()
        .map(variant -> new Fact("variant " + variant.name(), variant.description()));
  }

  private static String orNotAvailable(@Nullable String value) {
    return value == null ? PageText.NOT_AVAILABLE : value;
  }

  private static String bytes(long bytes) {
    double value = bytes;
    return Scale.ofBytes(DoubleStream.of(value)).text(value);
  }

  private static String nanos(long nanos) {
    double value = nanos;
    return Scale.ofNanos(DoubleStream.of(value)).text(value);
  }
}
