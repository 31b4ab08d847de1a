package io.lanemark.guard.ab;

import io.lanemark.environment.CodeHash;
import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Environment;
import io.lanemark.results.Run;
import io.lanemark.run.RunFolder;
import io.lanemark.run.StoppedRun;
import io.lanemark.run.TrialFailedException;
import io.lanemark.text.DurationText;
import io.lanemark.text.Plural;
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries out an A/B run: locks, folder, trials.
///
/// @param request what is measured
/// @param machine keeps other JMH runs off it
/// @param terminal where progress goes
/// @param begun hears the folder of the run as soon as the run can be resumed
public record AbMeasurement(
    AbRequest request, Supplier<LockFile> machine, Terminal terminal, Consumer<Path> begun) {

  private static final int SIDES = 2;

  /// Plans and measures.
  ///
  /// @param root folder of the results
  /// @return what was found
  /// @throws CommandException if it cannot be carried out as asked, results cannot be written
  ///   there, or another process measures
  /// @throws InterruptedException if interrupted; finished trials stay
  public AbResult begin(Path root) throws InterruptedException {
    long startNanos = System.nanoTime();
    try (LockFile _ = machine.get()) {
      AbSides sides;
      JarTrials trials;
      AbPlan plan;
      try {
        sides = request.sides();
        trials = sides.trials(request.ruler());
        plan = plan(sides, trials);
      } catch (IllegalArgumentException e) {
        throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
      }
      AbFolder folder = AbFolder.create(root);
      try (LockFile _ = RunFolder.lock(root)) {
        folder.begin(plan);
        announce(folder, plan);
        return measure(folder, plan, trials, List.of(), startNanos);
      }
    } catch (IOException e) {
      throw RunFolder.cannotWrite(root, e);
    }
  }

  private AbPlan plan(AbSides sides, JarTrials trials) throws InterruptedException {
    AbSides.Selected selected = sides.select(request::selects);
    Duration expected = expected(trials, selected);
    AbPlan plan =
        new AbPlan(
            Run.SCHEMA_VERSION,
            new AbPlan.Start(request.command(), Instant.now(), request.seed()),
            new AbPlan.Sides(AbSides.recorded(sides.base()), AbSides.recorded(sides.candidate())),
            selected.subjects(),
            request.options().arguments(),
            new AbPlan.Limits(
                request.forks().least(),
                request.forks().most(),
                seconds(request.budget()),
                seconds(expected)),
            ownCode(),
            environment());
    refuseShortBudget(plan);
    return plan;
  }

  /// A first look at all benchmarks, time to confirm one suspicion, and the ruler before and after
  /// each round.
  private static void refuseShortBudget(AbPlan plan) {
    int least = plan.limits().leastForks();
    long pairs =
        (long) least * plan.subjects().both().size() + plan.limits().forks().toConfirm(least);
    Duration needed = plan.limits().expectedTrial().multipliedBy(SIDES * pairs + least + 1);
    if (needed.compareTo(plan.limits().budget()) > 0) {
      throw new IllegalArgumentException(
          ("--budget of %s is too short: a first look at %s takes about %s; give more time, fewer"
                  + " benchmarks (--include), or shorter ones (-- -wi 3 -i 5 -w 1s -r 1s)")
              .formatted(
                  DurationText.of(plan.limits().budget()),
                  Plural.of(plan.subjects().both().size(), "benchmark"),
                  DurationText.of(needed)));
    }
  }

  private static Duration expected(JarTrials trials, AbSides.Selected selected)
      throws InterruptedException {
    List<String> benchmarks =
        selected.subjects().both().stream().map(Subject::benchmark).distinct().toList();
    if (benchmarks.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      return trials.expected(Lane.BASE, benchmarks, selected.combinations());
    } catch (TrialFailedException e) {
      throw new IllegalArgumentException("--base: " + e.getMessage(), e);
    }
  }

  /// Measures what is left of a run that was stopped.
  ///
  /// @param folder of the run
  /// @return what was found
  /// @throws BadResultsException if it would not be the same run
  /// @throws CommandException if results cannot be written there, or another process measures
  /// @throws InterruptedException if interrupted; finished trials stay
  public AbResult resume(AbFolder folder) throws InterruptedException {
    AbPlan plan = folder.plan();
    StoppedRun<AbTrial> stopped = new StoppedRun<>(folder);
    try (LockFile _ = machine.get();
        LockFile _ = RunFolder.lock(folder.root())) {
      JarTrials trials = sameTrials(stopped, plan);
      List<AbTrial> finished = stopped.takeStock(AbTrial::hasFailed);
      terminal.out().println("Resumes after " + Plural.of(finished.size(), "trial"));
      announce(folder, plan);
      return measure(folder, plan, trials, finished, System.nanoTime());
    } catch (IOException e) {
      throw RunFolder.cannotWrite(folder.root(), e);
    }
  }

  /// What runs the trials, which must be those of the same run.
  private JarTrials sameTrials(StoppedRun<AbTrial> stopped, AbPlan plan)
      throws InterruptedException {
    try {
      AbSides sides = request.sides();
      requireSame(stopped, "base", plan.sides().base(), sides.base());
      requireSame(stopped, "candidate", plan.sides().candidate(), sides.candidate());
      stopped.requireSame("the code of Lanemark", plan.code(), ownCode());
      stopped.requireSame(plan.environment(), environment());
      return sides.trials(request.ruler());
    } catch (IllegalArgumentException e) {
      throw stopped.refused(String.valueOf(e.getMessage()));
    }
  }

  /// Where a jar lies does not matter: that of a commit is built again, in another folder.
  private static void requireSame(
      StoppedRun<AbTrial> stopped, String side, SideProgram then, JmhJar jar) {
    SideProgram now = AbSides.recorded(jar);
    stopped.requireSame("the code of the " + side, then.code(), now.code());
    stopped.requireSame("the Java of the " + side, then.javaVersion(), now.javaVersion());
  }

  private void announce(AbFolder folder, AbPlan plan) {
    begun.accept(folder.root());
    terminal.out().println(announcement(plan));
    terminal.out().println("Results go to " + folder.root().toAbsolutePath());
    terminal.out().flush();
  }

  /// What is about to be measured.
  private static String announcement(AbPlan plan) {
    if (plan.subjects().both().isEmpty()) {
      return "A/B: no benchmark is in both jars";
    }
    return String.format(
        Locale.ROOT,
        "%s: %s, %d to %d forks per side, at most %s",
        plan.isProof() ? "Proof on this machine, the same code on both sides" : "A/B",
        Plural.of(plan.subjects().both().size(), "benchmark"),
        plan.limits().leastForks(),
        plan.limits().mostForks(),
        DurationText.of(plan.limits().budget()));
  }

  private AbResult measure(
      AbFolder folder, AbPlan plan, JarTrials trials, List<AbTrial> finished, long startNanos)
      throws IOException, InterruptedException {
    return new AbLoop(
            folder,
            plan,
            request.settings(),
            request.ruler().subject(),
            trials::run,
            AbProgress.of(terminal, plan.limits().budget(), plan.subjects().both()),
            finished,
            startNanos)
        .run();
  }

  private static String ownCode() {
    return CodeHash.of(System.getProperty("java.class.path"));
  }

  private static Environment environment() {
    return EnvironmentProbe.read(Path.of(System.getProperty("java.home")), List.of());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
