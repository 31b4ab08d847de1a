package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.jmh.JmhResultFile;
import io.lanemark.exit.CommandException;
import io.lanemark.exit.ExitCode;
import io.lanemark.files.LockFile;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import io.lanemark.run.ConsoleProgress;
import io.lanemark.run.RunFolder;
import io.lanemark.run.RunLoop;
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries out an experiment: keeps other runs off the machine and out of the results folder,
/// starts the backends, runs the trials, and closes all of it again. For one thread, and one run.
public final class Measurement {

  private final PlannedRun planned;
  private final Supplier<LockFile> machine;
  private final Terminal terminal;
  private final Consumer<Path> resumable;

  /// Prepares a measurement.
  ///
  /// @param planned what to measure
  /// @param machine takes the lock that keeps other runs off the machine
  /// @param terminal where progress goes
  /// @param resumable takes the folder of the results, from the moment on in which the run could be
  ///   resumed if it were stopped
  public Measurement(
      PlannedRun planned, Supplier<LockFile> machine, Terminal terminal, Consumer<Path> resumable) {
    this.planned = planned;
    this.machine = machine;
    this.terminal = terminal;
    this.resumable = resumable;
  }

  /// What was measured.
  ///
  /// @param root folder of the results
  /// @param trials what became of each trial of the plan, in order
  public record Outcome(Path root, List<Trial> trials) {

    /// Copies the list.
    public Outcome {
      trials = List.copyOf(trials);
    }

    /// Whether at least one trial did not fail.
    ///
    /// @return true if any trial was measured, or was planned not to run
    public boolean hasScores() {
      return trials.stream().anyMatch(trial -> trial.state() != Trial.State.FAILED);
    }

    /// Ends the command if trials failed.
    ///
    /// @throws CommandException if there are any; the message holds the first reason
    public void refuseFailures() {
      List<Trial> failed =
          trials.stream().filter(trial -> trial.state() == Trial.State.FAILED).toList();
      if (!failed.isEmpty()) {
        throw new CommandException(
            ExitCode.SOFTWARE,
            String.format(
                Locale.ROOT,
                "%d of %d trials failed, first %s: %s",
                failed.size(),
                trials.size(),
                failed.getFirst().planned().id(),
                failed.getFirst().reason()));
      }
    }
  }

  /// Measures in a new folder.
  ///
  /// @param output the results folder; null for `results/<time>`
  /// @return all trials of the run
  /// @throws CommandException if results cannot be written there, or another process measures
  /// @throws BackendUnavailableException if a backend does not start, or ends by itself
  /// @throws InterruptedException if interrupted; finished trials stay
  public Outcome begin(@Nullable Path output) throws InterruptedException {
    Instant startedAt = Instant.now();
    String id = RunFolder.runId(startedAt);
    Path root = output == null ? Path.of("results", id) : output;
    try (LockFile _ = machine.get()) {
      ResultsFolder folder = ResultsFolder.create(root);
      try (LockFile _ = RunFolder.lock(root);
          RunBackends backends = planned.startBackends(root)) {
        Run run = planned.record(id, startedAt, backends);
        folder.begin(run);
        resumable.accept(root);
        announce(root, run.plan(), run.plan());
        return measure(folder, run, List.of(), backends);
      } catch (BackendUnavailableException e) {
        if (!ResultsFolder.holdsRun(root)) {
          folder.discard();
        }
        throw e;
      }
    } catch (IOException e) {
      throw RunFolder.cannotWrite(root, e);
    }
  }

  /// Measures what is left of a run that was stopped.
  ///
  /// @param stopped the run, which is that of the experiment
  /// @return all trials of the run
  /// @throws BadResultsException if it would not be the same run
  /// @throws CommandException if results cannot be written there, or another process measures
  /// @throws BackendUnavailableException if a backend does not start, or ends by itself
  /// @throws InterruptedException if interrupted; finished trials stay
  public Outcome resume(Resumption stopped) throws InterruptedException {
    Path root = stopped.folder().root();
    stopped.check(
        planned.record(stopped.run().id(), stopped.run().times().startedAt(), RunBackends.none()));
    try (LockFile _ = machine.get();
        LockFile _ = RunFolder.lock(root)) {
      List<Trial> finished = stopped.takeStock();
      if (finished.size() == stopped.run().plan().size()
          && planned.decisions().following(finished).isEmpty()) {
        terminal
            .out()
            .printf(
                Locale.ROOT,
                "Nothing is left to measure: all %d trials are finished%n",
                finished.size());
        JmhResultFile.write(root, stopped.run(), finished, planned.jvms());
        return new Outcome(root, finished);
      }
      try (RunBackends backends = planned.startBackends(root)) {
        Run run = stopped.run().resumed(Instant.now());
        stopped.folder().begin(run);
        resumable.accept(root);
        terminal
            .out()
            .printf(
                Locale.ROOT, "Resumes after %d of %d trials%n", finished.size(), run.plan().size());
        announce(root, run.plan(), without(finished, run.plan()));
        return measure(stopped.folder(), run, finished, backends);
      }
    } catch (IOException e) {
      throw RunFolder.cannotWrite(root, e);
    }
  }

  private static List<PlannedTrial> without(List<Trial> finished, List<PlannedTrial> plan) {
    Set<PlannedTrial> done = new HashSet<>();
    finished.forEach(trial -> done.add(trial.planned()));
    return plan.stream().filter(planned -> !done.contains(planned)).toList();
  }

  private void announce(Path root, List<PlannedTrial> plan, List<PlannedTrial> left) {
    terminal.out().println(planned.summary(left, planned.decisions().mostFollowing(plan)));
    terminal.out().println("Results go to " + root.toAbsolutePath());
    terminal.out().flush();
  }

  private Outcome measure(ResultsFolder folder, Run run, List<Trial> finished, RunBackends backends)
      throws IOException, InterruptedException {
    List<Trial> trials;
    try {
      trials =
          new RunLoop(
                  folder,
                  run,
                  new BackedTrials(planned.runner(backends), backends),
                  planned.decisions(),
                  new ConsoleProgress(terminal, run.plan()))
              .execute(finished);
    } catch (BackendUnavailableException e) {
      folder.deleteUnfinished();
      throw e;
    }
    JmhResultFile.write(folder.root(), run, trials, planned.jvms());
    return new Outcome(folder.root(), trials);
  }
}
