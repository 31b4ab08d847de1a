package io.lanemark.run;

import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs the trials of a plan one after the other, and publishes each as soon as it has ended. A
/// trial that fails is recorded, and the run continues.
public final class RunLoop {

  private final ResultsFolder folder;
  private final TrialRunner runner;
  private final Decisions decisions;
  private final Progress progress;
  private Run run;

  /// A run that has not begun.
  ///
  /// @param folder where the trials go
  /// @param run what to run
  /// @param runner measures a trial
  /// @param decisions what is decided while it runs
  /// @param progress prints each trial
  public RunLoop(
      ResultsFolder folder, Run run, TrialRunner runner, Decisions decisions, Progress progress) {
    this.folder = folder;
    this.run = run;
    this.runner = runner;
    this.decisions = decisions;
    this.progress = progress;
  }

  /// Runs what is left of the plan, and what follows from it.
  ///
  /// @param finished trials of the plan that an earlier process published
  /// @return what became of each trial of the plan, in order
  /// @throws IOException if results cannot be written
  /// @throws InterruptedException if interrupted; finished trials stay
  public List<Trial> execute(Collection<Trial> finished) throws IOException, InterruptedException {
    Map<String, Trial> byId =
        finished.stream().collect(Collectors.toMap(trial -> trial.planned().id(), trial -> trial));
    TimeEstimate estimate = new TimeEstimate(runner.estimate());
    List<Trial> trials = new ArrayList<>();
    executeFrom(trials, byId, estimate);
    List<PlannedTrial> following = decisions.following(trials);
    while (!following.isEmpty()) {
      run = run.followedBy(following);
      folder.begin(run);
      executeFrom(trials, byId, estimate);
      following = decisions.following(trials);
    }
    return List.copyOf(trials);
  }

  /// Runs the rest of the plan.
  private void executeFrom(List<Trial> trials, Map<String, Trial> byId, TimeEstimate estimate)
      throws IOException, InterruptedException {
    List<PlannedTrial> plan = run.plan();
    int mostFollowing = decisions.mostFollowing(plan);
    for (PlannedTrial planned : plan.subList(trials.size(), plan.size())) {
      Trial earlier = byId.get(planned.id());
      if (earlier != null) {
        trials.add(earlier);
        continue;
      }
      progress.began(planned, trials.size() + 1, plan.size() + mostFollowing);
      Trial trial = runOne(planned, trials);
      trials.add(trial);
      if (trial.state() != Trial.State.NOT_RUN) {
        estimate.finished(trial.seconds());
      }
      long left =
          plan.stream()
              .skip(trials.size())
              .filter(next -> next.runs() && !byId.containsKey(next.id()))
              .count();
      progress.finished(trial, estimate.of(left + mostFollowing));
    }
  }

  private Trial runOne(PlannedTrial planned, List<Trial> before)
      throws IOException, InterruptedException {
    int position = before.size();
    Optional<String> reason =
        planned.runs() ? decisions.needless(planned, before) : Optional.of(planned.note());
    Path working = folder.beginTrial(planned.id());
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    Trial trial;
    if (reason.isPresent()) {
      trial = scoreless(planned, position, Trial.State.NOT_RUN, reason.get(), startedAt, 0);
    } else {
      try {
        TrialRunner.Score score = EndingProcess.attempt(() -> runner.run(planned, working));
        trial =
            new Trial(
                Run.SCHEMA_VERSION,
                planned,
                position,
                Trial.State.DONE,
                "",
                startedAt,
                secondsSince(startNanos),
                score.warmUp(),
                score.iterations());
      } catch (TrialFailedException e) {
        trial =
            scoreless(
                planned,
                position,
                Trial.State.FAILED,
                String.valueOf(e.getMessage()),
                startedAt,
                secondsSince(startNanos));
      }
    }
    folder.publish(working, trial);
    return trial;
  }

  private static Trial scoreless(
      PlannedTrial planned,
      int position,
      Trial.State state,
      String reason,
      Instant startedAt,
      double seconds) {
    return new Trial(
        Run.SCHEMA_VERSION,
        planned,
        position,
        state,
        reason,
        startedAt,
        seconds,
        Trial.WarmUp.NONE,
        List.of());
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
