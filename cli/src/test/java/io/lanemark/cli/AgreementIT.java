package io.lanemark.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Runs of the packaged jar whose numbers must be true together: what else is at work meanwhile
/// moves the edges of a window that two clocks see.
@Isolated
class AgreementIT {

  @TempDir Path folder;

  @Test
  void everyModelLeavesTrialsWhoseNumbersAgree() throws Exception {
    Path results = folder.resolve("run");
    Launched run =
        Launched.lanemark(
            "run",
            "--workload",
            "crawl",
            "--in-flight",
            "4",
            "--forks",
            "1",
            "--warmup-limit",
            "1s",
            "--output",
            results.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("[5/5]", "0:00 min left");

    List<Trial> trials = ResultsFolder.open(results).finishedTrials();
    assertThat(trials.getFirst().planned().role()).isEqualTo(PlannedTrial.Role.CEILING);
    assertThat(trials)
        .filteredOn(trial -> trial.planned().role() == PlannedTrial.Role.MEASURE)
        .extracting(trial -> trial.planned().trialCase().model())
        .containsExactlyInAnyOrder("serial", "process", "platform", "virtual");
    trials.forEach(trial -> assertNumbersAgree(results, trial));
    assertClocksAgree(trials, 0.02);
    assertThat(backendCpuNanos(trials)).isPositive();
    assertThat(results.resolve("jmh.json")).isNotEmptyFile();
    assertThat(filesIn(results)).containsExactlyInAnyOrder("run.json", "jmh.json", "trials");

    Path site = folder.resolve("site");
    Launched report = Launched.lanemark("report", results.toString(), "--output", site.toString());
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(site.resolve("index.html"))
        .content()
        .contains("crawl", "process", "too few forks", "Backends alone");

    Launched homeless =
        Launched.command(
            Launched.words(
                folder.resolve("missing"),
                "report",
                results.toString(),
                "--output",
                folder.resolve("other").toString()));
    assertThat(homeless.exitCode()).isEqualTo(73);
    assertThat(homeless.err()).contains("missing").doesNotContain("internal error");
  }

  @Test
  void operationsStandBesideTheirLimits() throws Exception {
    Path results = folder.resolve("pool");
    Launched run =
        Launched.lanemark(
            "run",
            "--profile",
            "pool",
            "--workload",
            "lambda-codec,first-result",
            "--model",
            "process,codec,bare-jvm,process+aot",
            "--forks",
            "1",
            "--warmup-limit",
            "1s",
            "--peers",
            "none",
            "--output",
            results.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("[5/5]", "0:00 min left");
    List<Trial> trials = ResultsFolder.open(results).finishedTrials();
    assertThat(trials)
        .allSatisfy(
            trial -> {
              int tasks = trial.planned().trialCase().inFlight();
              for (Iteration iteration : trial.iterations()) {
                assertThat(iteration.operations())
                    .isPositive()
                    .isEqualTo(iteration.completions())
                    .satisfies(operations -> assertThat(operations % tasks).isZero());
              }
            });
    assertClocksAgree(trials, 0.1);
    assertThat(filesIn(results)).containsExactlyInAnyOrder("run.json", "jmh.json", "trials");

    Path site = folder.resolve("site");
    Launched report = Launched.lanemark("report", results.toString(), "--output", site.toString());
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(site.resolve("index.html"))
        .content()
        .contains("The process pool compared with its limits", "compared with the codec alone");
  }

  /// JMH's clock and the load's are read one after the other at both edges of a window. Something
  /// else may run in between on a busy machine, though not in every window.
  private static void assertClocksAgree(List<Trial> trials, double tolerance) {
    assertThat(trials)
        .allSatisfy(
            trial -> {
              int inFlight = trial.planned().trialCase().inFlight();
              assertThat(trial.iterations())
                  .anySatisfy(
                      iteration ->
                          assertThat(iteration.littleInFlight())
                              .isCloseTo((double) inFlight, within(tolerance * inFlight)));
            });
  }

  /// Of all windows, for the kernel counts a backend's processor time in ticks, and a window may
  /// have none.
  private static long backendCpuNanos(List<Trial> trials) {
    return trials.stream()
        .flatMap(trial -> trial.iterations().stream())
        .mapToLong(iteration -> requireNonNull(iteration.tree().backendCpuNanos()))
        .sum();
  }

  private static void assertNumbersAgree(Path results, Trial trial) {
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(trial.state()).as(trial.reason()).isEqualTo(Trial.State.DONE);
    softly.assertThat(trial.iterations()).hasSize(2);
    int inFlight = trial.planned().trialCase().inFlight();
    long completions = 0;
    for (Iteration iteration : trial.iterations()) {
      softly.assertThat(iteration.operations()).isPositive().isEqualTo(iteration.completions());
      softly
          .assertThat((double) iteration.residenceNanos() / iteration.windowNanos())
          .isBetween(0.98 * inFlight, 1.02 * inFlight);
      softly.assertThat(iteration.tree().memory().rssBytes()).isPositive();
      softly.assertThat(iteration.tree().cpu().cpuUserNanos()).isPositive();
      softly.assertThat(iteration.tree().backendCpuNanos()).isNotNegative();
      completions += iteration.completions();
    }
    Path log = ResultsFolder.open(results).latencyLog(trial.planned().id());
    Map<Stage, Histogram> times = LatencyLog.read(log);
    for (Stage stage : List.of(Stage.RESIDENCE, Stage.QUEUED, Stage.SERVICE)) {
      softly.assertThat(requireNonNull(times.get(stage)).getTotalCount()).isEqualTo(completions);
    }
    softly.assertAll();
  }

  private static List<String> filesIn(Path folder) throws Exception {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
