package io.lanemark.decision;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultsTest {

  @TempDir private static Path shared;

  private static RunResults whole;

  @TempDir private Path temporary;

  @BeforeAll
  static void readOnce() throws IOException {
    whole = RunReader.read(new SyntheticRun().write(shared.resolve("run")));
  }

  @Test
  void comparesWhatHasTheSameWorkloadAndInFlight() {
    assertThat(whole.contests())
        .extracting(contest -> contest.workload().name(), Contest::inFlight)
        .containsExactly(
            tuple("sha256", 4),
            tuple(SyntheticRun.HOSTILE, 16),
            tuple("read-files", 16),
            tuple("sleep", 1000));
    assertThat(whole.contests().getFirst().shown())
        .extracting(CaseResult::model)
        .containsExactly("serial", "process", "platform", "virtual");
  }

  @Test
  void aPeerTakesPartInNoContest() throws IOException {
    RunResults results =
        RunReader.read(new SyntheticRun().withPython().write(temporary.resolve("run")));

    assertThat(results.contests())
        .flatExtracting(Contest::shown)
        .noneMatch(entry -> entry.measured().isPeer());
  }

  @Test
  void variantsCompeteWithEachOtherAsModelsDo() throws IOException {
    Path folder = new SyntheticRun().variants("ParallelGC").write(temporary.resolve("run"));

    Contest contest = RunReader.read(folder).contests().getFirst();

    assertThat(contest.variants()).containsExactly("default", "ParallelGC");
    assertThat(contest.entries())
        .extracting(CaseResult::label)
        .containsExactly(
            "process",
            "platform",
            "virtual",
            "process (ParallelGC)",
            "platform (ParallelGC)",
            "virtual (ParallelGC)");
    assertThat(contest.best().orElseThrow().variant()).isEqualTo("ParallelGC");
    CaseResult serial = contest.references().getLast();
    CaseResult virtual = contest.entries().getLast();
    assertThat(serial.label()).isEqualTo("serial (ParallelGC)");
    assertThat(contest.overReference(virtual)).contains(Ratio.of(virtual, serial));
  }

  @Test
  void countsOnlyTrialsWithAScore() {
    assertThat(whole.contests().get(2).entries())
        .extracting(entry -> entry.trials().size())
        .containsExactly(3, 3, 2);
    assertThat(whole.unfinished()).isEmpty();
  }

  @Test
  void mergesTheHistogramsOfAllForks() {
    CaseResult virtual = whole.contests().getFirst().entries().getLast();
    long completions =
        virtual.trials().stream()
            .flatMap(trial -> trial.iterations().stream())
            .mapToLong(iteration -> iteration.operations())
            .sum();

    assertThat(virtual.times(Stage.RESIDENCE).getTotalCount()).isEqualTo(completions);
    assertThat(virtual.supports(Stage.RESIDENCE, 99)).isTrue();
    assertThat(virtual.supports(Stage.RESIDENCE, 99.9)).isFalse();
  }

  @Test
  void keepsWhatAKilledRunLeft() throws IOException {
    RunResults killed =
        RunReader.read(new SyntheticRun().endingAfter(20).write(temporary.resolve("run")));

    assertThat(killed.trials()).hasSize(20);
    assertThat(killed.unfinished()).hasSize(25);
    assertThat(killed.contests()).hasSize(4);
  }

  @Test
  void refusesWhatIsMissing() {
    assertThatThrownBy(() -> RunReader.read(temporary.resolve("none")))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> RunReader.read(temporary))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no run.json");
  }

  @Test
  void refusesWhatIsNotAsExpected() throws IOException {
    Path run = new SyntheticRun().forks(1).endingAfter(1).write(temporary.resolve("run"));
    for (String bad :
        List.of("", "{", "[]", "{\"schemaVersion\": 1}", "{\"schemaVersion\": 99}", "no JSON")) {
      refuses(run, run.resolve("run.json"), bad);
      refuses(run, run.resolve("trials/000-serial/trial.json"), bad);
    }
    String plan = Files.readString(run.resolve("run.json"));
    refuses(run, run.resolve("run.json"), plan.replace("\"environment\"", "\"surroundings\""));
    refuses(run, run.resolve("run.json"), plan.replace("\"trialCase\"", "\"case\""));
    String trial = Files.readString(run.resolve("trials/000-serial/trial.json"));
    refuses(run, run.resolve("trials/000-serial/trial.json"), trial.replace("\"1\"", "\"one\""));
    refuses(
        run,
        run.resolve("trials/000-serial/trial.json"),
        trial.replace("\"planned\"", "\"foreseen\""));
    refuses(run, run.resolve("trials/000-serial/trial.json"), trial.replace("inFlight", "inAir"));
    refuses(
        run,
        run.resolve("trials/000-serial/trial.json"),
        trial.replaceAll("(?s)\"iterations\" : \\[.*\\]", "\"iterations\" : []"));
    refuses(run, run.resolve("trials/000-serial/latency.hlog"), "#[truncated\nTag=resid");
    Path log = run.resolve("trials/000-serial/latency.hlog");
    refuses(run, log, "");
    refuses(run, log, Files.readString(log).lines().limit(5).collect(joining("\n")));
    Files.delete(log);
    assertThatThrownBy(() -> RunReader.read(run))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("latency.hlog");
  }

  private static void refuses(Path run, Path file, String bad) throws IOException {
    String good = Files.readString(file);
    Files.writeString(file, bad);
    assertThatThrownBy(() -> RunReader.read(run)).as(bad).isInstanceOf(BadResultsException.class);
    Files.writeString(file, good);
  }
}
