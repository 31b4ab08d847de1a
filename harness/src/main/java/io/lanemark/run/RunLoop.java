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
import java.util.stream.Collectors;

/// Runs the trials of a plan one after the other, and publishes each as soon as it is over. A trial
/// that fails is recorded, and the run goes on.
public final class RunLoop {

  private final ResultsFolder folder;
  private final Run run;
  private final TrialRunner runner;
  private final Progress progress;

  /// A run that has not begun.
  ///
  /// @param folder where the trials go
  /// @param run what to run
  /// @param runner measures a trial
  /// @param progress hears of each trial
  public RunLoop(ResultsFolder folder, Run run, TrialRunner runner, Progress progress) {
    this.folder = folder;
    this.run = run;
    this.runner = runner;
    this.progress = progress;
  }

  /// Runs what is left of the plan.
  ///
  /// @param finished trials of the plan that an earlier process published
  /// @return what became of each trial of the plan, in order
  /// @throws IOException if results cannot be written
  /// @throws InterruptedException if interrupted; finished trials stay
  public List<Trial> execute(Collection<Trial> finished) throws IOException, InterruptedException {
    List<PlannedTrial> plan = run.plan();
    Map<String, Trial> byId =
        finished.stream().collect(Collectors.toMap(trial -> trial.planned().id(), trial -> trial));
    long left =
        plan.stream().filter(planned -> planned.runs() && !byId.containsKey(planned.id())).count();
    TimeEstimate estimate = new TimeEstimate(runner.estimate(), (int) left);
    List<Trial> trials = new ArrayList<>();
    for (PlannedTrial planned : plan) {
      Trial earlier = byId.get(planned.id());
      if (earlier != null) {
        trials.add(earlier);
        continue;
      }
      progress.began(planned, trials.size() + 1, plan.size());
      Trial trial = runOne(planned, trials.size());
      trials.add(trial);
      if (planned.runs()) {
        estimate.finished(trial.seconds());
      }
      progress.finished(trial, estimate.left());
    }
    return List.copyOf(trials);
  }

  private Trial runOne(PlannedTrial planned, int position)
      throws IOException, InterruptedException {
    Path working = folder.beginTrial(planned.id());
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    Trial trial;
    if (!planned.runs()) {
      trial = scoreless(planned, position, Trial.State.NOT_RUN, planned.note(), startedAt, 0);
    } else {
      try {
        TrialRunner.Measured measured = runner.run(planned, working);
        trial =
            new Trial(
                Run.SCHEMA_VERSION,
                planned,
                position,
                Trial.State.DONE,
                "",
                startedAt,
                secondsSince(startNanos),
                measured.warmUp(),
                measured.iterations());
      } catch (TrialFailedException e) {
        String reason = String.valueOf(e.getMessage());
        trial =
            scoreless(
                planned, position, Trial.State.FAILED, reason, startedAt, secondsSince(startNanos));
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
