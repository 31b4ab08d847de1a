package io.lanemark.benchmarks.python;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.benchmarks.backend.RunBackends;
import io.lanemark.benchmarks.plan.Profile;
import io.lanemark.registry.Registry;
import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.PlannedTrial;
import io.lanemark.run.StageLimit;
import io.lanemark.run.TrialRunner.Score;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.WorkloadProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real Python measures real work, with digests that Java computes.
@Timeout(300)
@EnabledWithPython
class PythonTrialRunnerTest {

  private static final int WINDOWS = 2;

  @TempDir private static Path backendFolder;
  @TempDir private Path folder;
  private static RunBackends backends;

  private final Registry<WorkloadProvider> workloads =
      Registry.load(WorkloadProvider.class, "workload", WorkloadProvider::name);

  @BeforeAll
  static void start() throws InterruptedException {
    backends = RunBackends.start(Set.of("http"), backendFolder);
  }

  @AfterAll
  static void end() {
    backends.close();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serial | mandelbrot | width=20,rows=10,maxIterations=1000 | 1 | 1",
        "serial | orders | orders=300,top=2 | 1 | 1",
        "serial | crawl | pages=12,pageBytes=2000,latencyMillis=0.05 | 1 | 1",
        "platform | mandelbrot | width=7,rows=13 | 4 | 2",
        "platform | orders | orders=1000 | 4 | 2",
        "platform | crawl | pages=3,latencyMillis=2,latencySigma=1E-7 | 8 | 8",
        "process | mandelbrot | width=1,rows=1,maxIterations=100000 | 4 | 2",
        "process | orders | orders=100,top=1000 | 4 | 2",
        "process | crawl | pages=2 | 4 | 4"
      })
  void givesTheDigestsOfJavaAndNumbersThatAgree(
      String model, String workload, String arguments, int inFlight, int workers) throws Exception {
    Score measured =
        new PythonTrialRunner(
                new Profile.Timing(WINDOWS, Duration.ofMillis(300), Duration.ofSeconds(20)),
                StageLimit.USUAL,
                PythonCondition.python(),
                workloads,
                backends)
            .run(planned(model, workload, arguments, inFlight, workers), folder);

    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(measured.warmUp().steady()).isTrue();
    softly.assertThat(measured.warmUp().openSeconds()).isPositive();
    softly.assertThat(measured.iterations()).hasSize(WINDOWS);
    long completions = 0;
    for (Iteration window : measured.iterations()) {
      softly.assertThat(window.operations()).isPositive().isEqualTo(window.completions());
      softly
          .assertThat((double) window.residenceNanos() / window.windowNanos())
          .isBetween(0.9 * inFlight, 1.1 * inFlight);
      softly.assertThat(window.tree().memory().rssBytes()).isPositive();
      softly.assertThat(window.tree().cpu().cpuUserNanos()).isNotNull();
      softly.assertThat(window.tree().cpu().voluntarySwitches()).isNull();
      softly
          .assertThat(window.tree().jvms())
          .isGreaterThanOrEqualTo(model.equals("process") ? workers + 1 : 1);
      softly
          .assertThat(window.tree().threads())
          .isGreaterThanOrEqualTo(model.equals("serial") ? 1 : workers + 1);
      completions += window.completions();
    }
    softly.assertAll();
    assertClocksAgree(measured, inFlight);
    for (Stage stage : List.of(Stage.RESIDENCE, Stage.QUEUED, Stage.SERVICE)) {
      assertThat(times(stage).getTotalCount()).as(stage.tag()).isEqualTo(completions);
    }
    assertThat(folder.toFile().list()).containsExactly(LatencyLog.FILE_NAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "process | apply | 1 | 1",
        "process | apply-64k | 1 | 1",
        "process | apply-async | 500 | 1",
        "process | map | 5000 | 2",
        "process | map-chunk-100 | 500 | 2",
        "process | imap | 500 | 2",
        "process | imap-unordered | 500 | 2",
        "pipe | round-trip | 1 | 1",
        "fork | start-join | 1 | 1",
        "spawn | start-join | 1 | 1",
        "fork | first-result | 1 | 1",
        "forkserver | first-result | 1 | 1",
        "spawn | first-result | 1 | 1"
      })
  void callsOperationsOfItsOwn(String model, String operation, int tasks, int workers)
      throws Exception {
    Score measured =
        new PythonTrialRunner(
                new Profile.Timing(WINDOWS, Duration.ofMillis(100), Duration.ofSeconds(1)),
                StageLimit.USUAL,
                PythonCondition.python(),
                workloads,
                backends)
            .run(plannedCase(model, operation, "", tasks, workers), folder);

    assertThat(measured.iterations())
        .hasSize(WINDOWS)
        .allSatisfy(
            window -> {
              assertThat(window.operations()).isPositive().isEqualTo(window.completions());
              assertThat(window.operations() % tasks).isZero();
            });
    assertClocksAgree(measured, tasks);
    long calls =
        measured.iterations().stream().mapToLong(window -> window.completions() / tasks).sum();
    Stage recorded = tasks == 1 ? Stage.RESIDENCE : Stage.CALL;
    assertThat(times(recorded).getTotalCount()).isEqualTo(calls);
    assertThat(folder.toFile().list()).containsExactly(LatencyLog.FILE_NAME);
  }

  /// Two clocks are read one after the other at both edges of a window. Something else may run in
  /// between on a busy machine, though not in every window.
  private static void assertClocksAgree(Score measured, int inFlight) {
    assertThat(measured.iterations())
        .anySatisfy(
            window ->
                assertThat(window.littleInFlight()).isBetween(0.9 * inFlight, 1.1 * inFlight));
  }

  private Histogram times(Stage stage) {
    return requireNonNull(LatencyLog.read(folder.resolve(LatencyLog.FILE_NAME)).get(stage));
  }

  private PlannedTrial planned(
      String model, String workload, String arguments, int inFlight, int workers) {
    String canonical =
        Arguments.parse(workloads.named(workload).parameters(), arguments).toString();
    return plannedCase(model, workload, canonical, inFlight, workers);
  }

  private static PlannedTrial plannedCase(
      String model, String workload, String arguments, int inFlight, int workers) {
    Map<String, String> parameters =
        Map.of(
            Case.MODEL,
            model,
            Case.WORKLOAD,
            workload,
            Case.ARGUMENTS,
            arguments,
            Case.IN_FLIGHT,
            Integer.toString(inFlight),
            Case.WORKERS,
            Integer.toString(workers));
    return new PlannedTrial(
        "0000",
        new Case("Benchmark.method", "thrpt", new TreeMap<>(parameters), 1, Case.PYTHON),
        0,
        PlannedTrial.Role.MEASURE,
        "");
  }
}
