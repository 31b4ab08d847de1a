package io.lanemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.SampleEnvironment;
import io.lanemark.results.SampleFigures;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLoopTest {

  @TempDir Path root;

  private final List<String> heard = new ArrayList<>();

  private final Progress progress =
      new Progress() {
        @Override
        public void began(PlannedTrial planned, int number, int total) {
          heard.add(String.format(Locale.ROOT, "%s %d/%d", planned.id(), number, total));
        }

        @Override
        public void finished(Trial trial, Duration left) {
          heard.add("%s %s".formatted(trial.planned().id(), trial.state()));
        }
      };

  private final TrialRunner runner =
      new TrialRunner() {
        @Override
        public Score run(PlannedTrial planned, Path folder) throws TrialFailedException {
          write(folder.resolve("latency.hlog"));
          if (planned.id().equals("fails")) {
            throw new TrialFailedException("the fork exited with 3");
          }
          return new Score(new Trial.WarmUp(1, 5, true, 0.5), List.of(iteration()));
        }

        @Override
        public Duration estimate() {
          return Duration.ofSeconds(5);
        }
      };

  @Test
  void oneFailureDoesNotStopTheOthers() throws Exception {
    Run run = run(List.of(planned("unable", 0), planned("fails", 1), planned("works", 1)));
    ResultsFolder folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(run);

    List<Trial> trials =
        new RunLoop(folder, run, runner, Decisions.NONE, progress).execute(List.of());

    assertThat(trials)
        .extracting(Trial::state)
        .containsExactly(Trial.State.NOT_RUN, Trial.State.FAILED, Trial.State.DONE);
    assertThat(trials)
        .extracting(Trial::reason)
        .containsExactly("no memory for one worker", "the fork exited with 3", "");
    assertThat(ResultsFolder.open(folder.root()).finishedTrials()).isEqualTo(trials);
    assertThat(folder.latencyLog("works")).hasContent("log");
    assertThat(heard)
        .containsExactly(
            "unable 1/3", "unable NOT_RUN", "fails 2/3", "fails FAILED", "works 3/3", "works DONE");
  }

  @Test
  void whatIsFinishedIsNotRunAgain() throws Exception {
    Run run = run(List.of(planned("first", 1), planned("second", 1), planned("third", 1)));
    ResultsFolder folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(run);
    List<Trial> before =
        new RunLoop(folder, run, runner, Decisions.NONE, progress).execute(List.of());
    folder.retract(before.get(1));
    heard.clear();

    List<Trial> trials =
        new RunLoop(folder, run, runner, Decisions.NONE, progress)
            .execute(List.of(before.getFirst(), before.getLast()));

    assertThat(heard).containsExactly("second 2/3", "second DONE");
    assertThat(trials).extracting(Trial::planned).isEqualTo(run.plan());
    assertThat(trials).extracting(Trial::position).containsExactly(0, 1, 2);
  }

  @Test
  void whatFollowsFromThePlanIsRunAndRecorded() throws Exception {
    PlannedTrial follows = planned("follows", 1);
    Decisions decisions =
        new Decisions() {
          @Override
          public Optional<String> needless(PlannedTrial next, List<Trial> over) {
            return next.id().equals("needless") && !over.isEmpty()
                ? Optional.of(String.format(Locale.ROOT, "%d was enough", over.size()))
                : Optional.empty();
          }

          @Override
          public List<PlannedTrial> following(List<Trial> over) {
            return over.size() == 2 ? List.of(follows) : List.of();
          }

          @Override
          public int mostFollowing(List<PlannedTrial> plan) {
            return 3 - plan.size();
          }
        };
    Run run = run(List.of(planned("first", 1), planned("needless", 1)));
    ResultsFolder folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(run);

    List<Trial> trials = new RunLoop(folder, run, runner, decisions, progress).execute(List.of());

    assertThat(trials)
        .extracting(Trial::state)
        .containsExactly(Trial.State.DONE, Trial.State.NOT_RUN, Trial.State.DONE);
    assertThat(trials.get(1).reason()).isEqualTo("1 was enough");
    assertThat(heard).contains("first 1/3", "needless 2/3", "follows 3/3");
    assertThat(folder.run().plan()).endsWith(follows).hasSize(3);

    heard.clear();
    folder.retract(trials.get(2));
    new RunLoop(folder, run, runner, decisions, progress).execute(trials.subList(0, 2));
    assertThat(heard).containsExactly("follows 3/3", "follows DONE");
  }

  @Test
  void theEstimateFollowsWhatTrialsTook() {
    TimeEstimate estimate = new TimeEstimate(Duration.ofSeconds(5));
    assertThat(estimate.of(4)).isEqualTo(Duration.ofSeconds(20));

    estimate.finished(8);
    assertThat(estimate.of(3)).isEqualTo(Duration.ofSeconds(24));

    estimate.finished(2);
    assertThat(estimate.of(2)).isEqualTo(Duration.ofSeconds(10));
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlannedTrial planned(String id, int workers) {
    Case planned =
        new Case(
            "benchmark",
            "thrpt",
            new TreeMap<>(Map.of(Case.WORKERS, Integer.toString(workers))),
            1,
            "default");
    return new PlannedTrial(
        id, planned, 0, PlannedTrial.Role.MEASURE, workers == 0 ? "no memory for one worker" : "");
  }

  private static Iteration iteration() {
    return Iteration.ofLoad(10, 100, 1000, SampleFigures.withThreads(20));
  }

  private static Run run(List<PlannedTrial> plan) {
    return new Run(
        Run.SCHEMA_VERSION,
        "id",
        Run.Times.of(Instant.EPOCH),
        new Run.Request(List.of(), "quick", 1, 1),
        SampleEnvironment.small(),
        new Run.Source(null, null),
        new Run.Scope(List.of(), null, List.of(), List.of()),
        plan);
  }
}
