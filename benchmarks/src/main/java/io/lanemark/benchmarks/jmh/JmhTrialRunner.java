package io.lanemark.benchmarks.jmh;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.plan.Plan;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.benchmarks.suite.ForkReport;
import io.lanemark.benchmarks.suite.ForkStage;
import io.lanemark.benchmarks.suite.TrialSettings;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.StageLimit;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialLog;
import io.lanemark.run.TrialRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs each trial as one JMH run of one fork, so that the order of the trials is the plan's and
/// not JMH's, which would run all forks of a benchmark in a row.
public final class JmhTrialRunner implements TrialRunner {

  /// The time of a fork before Lanemark's code begins and after it ends.
  private static final Duration FORK_OVERHEAD = Duration.ofMillis(1500);

  /// A trial is expected to use this part of the warm-up limit: process pools need all of it,
  /// threads little.
  private static final int WARM_UP_PART = 3;

  private static final Duration BETWEEN_ITERATIONS = Duration.ofMillis(150);

  private final Profile.Timing timing;
  private final StageLimit limit;
  private final JvmVariants jvms;
  private final Plan plan;
  private final RunBackends backends;

  /// A runner for the trials of one run.
  ///
  /// @param timing the course of each trial, except those that search for W
  /// @param limit how long each stage of a trial may take
  /// @param jvms what the forks run on
  /// @param plan what is measured
  /// @param backends what the workloads talk to
  public JmhTrialRunner(
      Profile.Timing timing, StageLimit limit, JvmVariants jvms, Plan plan, RunBackends backends) {
    this.timing = timing;
    this.limit = limit;
    this.jvms = jvms;
    this.plan = plan;
    this.backends = backends;
  }

  @Override
  public Duration estimate() {
    return estimate(timing);
  }

  /// How long a trial is expected to take.
  ///
  /// @param timing the course of the trial
  /// @return its whole time
  public static Duration estimate(Profile.Timing timing) {
    return FORK_OVERHEAD
        .plus(timing.warmUpLimit().dividedBy(WARM_UP_PART))
        .plus(timing.iterationTime().plus(BETWEEN_ITERATIONS).multipliedBy(timing.iterations()));
  }

  @Override
  public Score run(PlannedTrial planned, Path folder) throws TrialFailedException {
    try {
      return measure(planned, folder);
    } catch (IOException e) {
      throw new TrialFailedException("host and fork cannot exchange files: " + e.getMessage());
    }
  }

  private Score measure(PlannedTrial planned, Path folder)
      throws TrialFailedException, IOException {
    EndedFork fork = runFork(planned, folder);
    Optional<ForkReport> report = ForkReport.take(folder);
    TrialLog log = TrialLog.ofJmh(folder);
    String output = TrialLog.ofOutput(folder).end();
    if (fork.overrun().isPresent()) {
      throw new TrialFailedException(
          "the workload '%s': %s%s"
              .formatted(planned.trialCase().workload(), fork.overrun().get().overrun(), output));
    }
    if (report.isPresent() && !report.get().failure().isEmpty()) {
      throw new TrialFailedException(report.get().failure() + output);
    }
    if (fork.results().size() != 1 || report.isEmpty()) {
      throw new TrialFailedException("%s; %s%s".formatted(fork.trouble(), log.lastWords(), output));
    }
    log.delete();
    return new Score(report.get().warmUp(), scored(report.get(), fork.results().getFirst()));
  }

  /// What JMH says of a fork.
  ///
  /// @param results one, unless something went wrong
  /// @param trouble why there is none
  /// @param overrun the stage that took too long
  private record EndedFork(List<RunResult> results, String trouble, Optional<ForkStage> overrun) {}

  private EndedFork runFork(PlannedTrial planned, Path folder) throws IOException {
    MeasuredJvm jvm = jvms.named(planned.trialCase().variant());
    TrialSettings settings =
        new TrialSettings(
            folder.toAbsolutePath(),
            backends.addresses(),
            backends.pids(plan.backendsOf(planned.trialCase())),
            course(planned),
            jvm.arguments());
    String settingsArgument = settings.write();
    List<RunResult> results = List.of();
    String trouble = "the fork ended without a score";
    try (PrintStream log = TrialLog.ofJmh(folder).open();
        ForkOutput _ = new ForkOutput(TrialLog.ofOutput(folder).open());
        ForkWatch watch = new ForkWatch(folder, limit.allowance())) {
      try {
        results =
            List.copyOf(
                new Runner(
                        options(planned, jvm, settingsArgument).build(),
                        OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
                    .run());
      } catch (RunnerException | BenchmarkException e) {
        trouble = String.valueOf(e.getMessage());
      }
      return new EndedFork(results, trouble, watch.overrun());
    } finally {
      settings.delete();
      ForkStage.delete(folder);
    }
  }

  private TrialSettings.Course course(PlannedTrial planned) {
    Profile.Timing course = timing.of(planned);
    return new TrialSettings.Course(
        course.warmUpLimit().toMillis(),
        course.iterationTime().toMillis(),
        limit.allowance().toMillis());
  }

  private ChainedOptionsBuilder options(
      PlannedTrial planned, MeasuredJvm jvm, String settingsArgument) {
    Case measured = planned.trialCase();
    Profile.Timing course = timing.of(planned);
    List<String> jvmArguments = new ArrayList<>(jvm.forkArguments());
    jvmArguments.add(settingsArgument);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(measured.benchmark()) + "$")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .threads(measured.threads())
            .forks(1)
            .warmupForks(0)
            .warmupIterations(0)
            .measurementIterations(course.iterations())
            .measurementTime(TimeValue.milliseconds(course.iterationTime().toMillis()))
            // Longer than the limit of a window, so that the fork gives the reason.
            .timeout(TimeValue.milliseconds(2 * limit.allowance().toMillis()))
            .syncIterations(true)
            .shouldDoGC(false)
            .shouldFailOnError(true)
            .jvm(jvm.executable().toString())
            .jvmArgs(jvmArguments.toArray(String[]::new));
    measured.parameters().forEach(options::param);
    return options;
  }

  /// Adds JMH's count and clock to those of the load.
  private static List<Iteration> scored(ForkReport report, RunResult result)
      throws TrialFailedException {
    List<Iteration> windows = report.iterations();
    Collection<IterationResult> scores =
        result.getBenchmarkResults().iterator().next().getIterationResults();
    if (scores.size() != windows.size()) {
      throw new TrialFailedException(
          String.format(
              Locale.ROOT,
              "JMH measured %d iterations, the load %d",
              scores.size(),
              windows.size()));
    }
    List<Iteration> scored = new ArrayList<>();
    for (IterationResult score : scores) {
      Iteration window = windows.get(scored.size());
      long operations = score.getMetadata().getMeasuredOps();
      long tasks = operations * report.tasksPerOperation();
      if (tasks != window.completions()) {
        throw new TrialFailedException(
            String.format(
                Locale.ROOT,
                "JMH counted %d tasks, the histograms %d",
                tasks,
                window.completions()));
      }
      double perSecond = score.getPrimaryResult().getScore();
      scored.add(window.scored(tasks, Math.round(operations * 1e9 / perSecond)));
    }
    return scored;
  }
}
