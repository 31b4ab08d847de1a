package io.lanemark.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.benchmarks.backend.BackendUnavailableException;
import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.jmh.JvmVariants;
import io.lanemark.benchmarks.jmh.MeasuredJvm;
import io.lanemark.exit.CommandException;
import io.lanemark.files.LockFile;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import io.lanemark.run.Decisions;
import io.lanemark.run.TrialFailedException;
import io.lanemark.run.TrialRunner;
import io.lanemark.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What surrounds the trials of a run, with trials that all fail.
class MeasurementTest {

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private final List<PlannedTrial> begun = new ArrayList<>();
  private final List<Path> resumable = new ArrayList<>();

  @Test
  void measuresAloneOnTheMachineAndInTheFolder() throws Exception {
    Measurement.Outcome outcome = measurement(new Failing()).begin(results());

    assertThat(begun).isEqualTo(SampleRun.PLAN);
    assertThat(outcome.root()).isEqualTo(results());
    assertThat(resumable).containsExactly(results());
    assertThat(outcome.trials()).extracting(Trial::planned).isEqualTo(SampleRun.PLAN);
    assertThat(ResultsFolder.open(results()).finishedTrials()).isEqualTo(outcome.trials());
    assertThat(results().resolve("jmh.json")).exists();
    assertThat(printed.toString()).contains("3 trials, 0 may follow", "Results go to " + results());
    assertAllIsReleased();
    assertThatThrownBy(outcome::refuseFailures)
        .isInstanceOf(CommandException.class)
        .hasMessage("3 of 3 trials failed, first 0000-a: out of luck");
  }

  @Test
  void withoutItsBackendsARunHasNotBegun() throws Exception {
    PlannedRun withoutBackend =
        new Failing() {
          @Override
          public RunBackends startBackends(Path workDirectory) {
            throw new BackendUnavailableException("http", "cannot be started");
          }
        };

    assertThatThrownBy(() -> measurement(withoutBackend).begin(results()))
        .isInstanceOf(BackendUnavailableException.class);

    assertThat(results()).isEmptyDirectory();
    assertThat(resumable).isEmpty();
    assertAllIsReleased();
  }

  @Test
  void aFolderThatAnotherProcessMeasuresIntoIsRefused() throws Exception {
    try (LockFile _ =
        LockFile.take(Files.createDirectory(results()).resolve(".lock")).orElseThrow()) {
      assertThatThrownBy(() -> measurement(new Failing()).begin(results()))
          .isInstanceOf(CommandException.class)
          .hasMessage(results() + ": another process is measuring into this folder");
    }
    assertThat(begun).isEmpty();
  }

  @Test
  void goesOnWithWhatIsLeft() throws Exception {
    ResultsFolder stopped = ResultsFolder.create(results());
    stopped.begin(SampleRun.run());
    SampleRun.fail(stopped, 0);
    stopped.beginTrial(SampleRun.PLAN.get(1).id());
    SampleRun.fail(stopped, 2);

    assertThat(measurement(new Failing()).resume(Resumption.of(results())).trials()).hasSize(3);

    assertThat(begun).isEqualTo(SampleRun.PLAN.subList(1, 3));
    assertThat(ResultsFolder.open(results()).run().times().resumedAt()).hasSize(1);
    assertThat(printed.toString())
        .contains("Resumes after 1 of 3 trials", "2 trials, 0 may follow");
    assertAllIsReleased();
  }

  @Test
  void whereNothingIsLeftNothingIsMeasured() throws Exception {
    measurement(new Failing()).begin(results());
    begun.clear();
    Files.writeString(results().resolve("jmh.json"), "old");

    Measurement.Outcome outcome = measurement(new Failing()).resume(Resumption.of(results()));

    assertThat(outcome.trials()).hasSize(3);

    assertThat(begun).isEmpty();
    assertThat(printed.toString())
        .contains("Nothing is left to measure: all 3 trials are finished");
    assertThat(results().resolve("jmh.json")).content().isNotEqualTo("old");
    assertThat(ResultsFolder.open(results()).run().times().resumedAt()).isEmpty();
  }

  /// Another run must not even keep others off the machine.
  @Test
  void anotherRunIsNotGoneOnWith() throws Exception {
    ResultsFolder.create(results()).begin(SampleRun.run());
    Path json = results().resolve("run.json");
    Files.writeString(json, Files.readString(json).replace("\"cores\" : 2", "\"cores\" : 4"));
    Measurement measurement =
        new Measurement(
            new Failing(),
            () -> {
              throw new AssertionError("locked");
            },
            new Terminal(new PrintWriter(printed, true), false),
            resumable::add);

    assertThatThrownBy(() -> measurement.resume(Resumption.of(results())))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("the number of cores changed from 4 to 2");
  }

  private Path results() {
    return folder.resolve("run");
  }

  private Path machine() {
    return folder.resolve("machine.lock");
  }

  private Measurement measurement(PlannedRun planned) {
    return new Measurement(
        planned,
        () -> take(machine()),
        new Terminal(new PrintWriter(printed, true), false),
        resumable::add);
  }

  private static LockFile take(Path file) {
    try {
      return LockFile.take(file).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertAllIsReleased() {
    assertThat(machine()).doesNotExist();
    assertThat(results().resolve(".lock")).doesNotExist();
  }

  /// The sample run; no trial of it has a score.
  private class Failing implements PlannedRun {

    @Override
    public Run record(String id, Instant startedAt, RunBackends backends) {
      return SampleRun.run();
    }

    @Override
    public RunBackends startBackends(Path workDirectory) {
      return RunBackends.none();
    }

    @Override
    public TrialRunner runner(RunBackends backends) {
      return new TrialRunner() {
        @Override
        public Score run(PlannedTrial planned, Path working) throws TrialFailedException {
          begun.add(planned);
          assertThat(machine()).exists();
          assertThat(results().resolve(".lock")).exists();
          throw new TrialFailedException("out of luck");
        }

        @Override
        public Duration estimate() {
          return Duration.ZERO;
        }
      };
    }

    @Override
    public Decisions decisions() {
      return Decisions.NONE;
    }

    @Override
    public JvmVariants jvms() {
      try {
        return JvmVariants.of(MeasuredJvm.likeThisOne(1), List.of(), List.of());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String summary(List<PlannedTrial> trials, int following) {
      return String.format(Locale.ROOT, "%d trials, %d may follow", trials.size(), following);
    }
  }
}
