package io.lanemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lanemark.results.Case;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Run.ModelDescription;
import io.lanemark.results.Run.WorkloadDescription;
import io.lanemark.results.SampleEnvironment;
import io.lanemark.results.SampleFigures;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// A small results folder that nobody measured: one workload on two models, three forks each.
final class RecordedRun {

  private static final List<String> MODELS = List.of("platform", "virtual");
  private static final Instant START = Instant.parse("2026-11-21T01:02:03Z");
  private static final int FORKS = 3;
  private static final int WINDOWS = 3;
  private static final long WINDOW_NANOS = 1_000_000_000L;
  private static final long TASKS = 100_000;

  private final Path root;
  private final Random random;
  private String processor = "A processor";
  private String profile = "quick";
  private double slowDown = 1;
  private int left;

  RecordedRun(Path root) {
    this.root = root;
    this.random = new Random(root.getFileName().toString().hashCode());
  }

  /// As on another machine.
  RecordedRun on(String model) {
    processor = model;
    return this;
  }

  RecordedRun profile(String name) {
    profile = name;
    return this;
  }

  /// As when all takes so many times as long.
  RecordedRun slower(double times) {
    slowDown = times;
    return this;
  }

  /// As when it was stopped before its last trial.
  RecordedRun unfinished() {
    left = 1;
    return this;
  }

  Path write() throws IOException {
    ResultsFolder folder = ResultsFolder.create(root);
    List<PlannedTrial> plan = plan();
    folder.begin(run(plan));
    for (int position = 0; position < plan.size() - left; position++) {
      PlannedTrial planned = plan.get(position);
      Path working = folder.beginTrial(planned.id());
      Trial trial = trial(planned, position);
      log(working.resolve(LatencyLog.FILE_NAME), trial);
      folder.publish(working, trial);
    }
    return root;
  }

  private static List<PlannedTrial> plan() {
    List<PlannedTrial> plan = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      for (String model : MODELS) {
        plan.add(
            new PlannedTrial(
                String.format(Locale.ROOT, "%04d-%s", plan.size(), model),
                measured(model),
                fork,
                PlannedTrial.Role.MEASURE,
                ""));
      }
    }
    return plan;
  }

  private static Case measured(String model) {
    Map<String, String> parameters =
        Map.of(
            Case.MODEL, model,
            Case.WORKLOAD, "sleep",
            Case.ARGUMENTS, "millis=1",
            Case.IN_FLIGHT, "4",
            Case.WORKERS, "4");
    return new Case(
        "io.lanemark.IoBound.run", "thrpt", new TreeMap<>(parameters), 1, Case.DEFAULT_VARIANT);
  }

  private Trial trial(PlannedTrial planned, int position) {
    List<Iteration> windows = new ArrayList<>();
    for (int window = 0; window < WINDOWS; window++) {
      long tasks = Math.round(TASKS / slowDown * (1 + 0.002 * random.nextGaussian()));
      windows.add(
          Iteration.ofLoad(tasks, WINDOW_NANOS, 4 * WINDOW_NANOS, SampleFigures.withThreads(10)));
    }
    return new Trial(
        Run.SCHEMA_VERSION,
        planned,
        position,
        Trial.State.DONE,
        "",
        START.plusSeconds(position),
        4,
        Trial.WarmUp.NONE,
        windows);
  }

  private static void log(Path file, Trial trial) throws IOException {
    try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputLogFormatVersion();
      for (Iteration window : trial.iterations()) {
        Histogram times = new Histogram(LatencyLog.HIGHEST_NANOS, LatencyLog.SIGNIFICANT_DIGITS);
        times.setTag(Stage.RESIDENCE.tag());
        times.recordValueWithCount(4 * WINDOW_NANOS / window.completions(), window.completions());
        log.outputIntervalHistogram(0, 1, times, 1e6);
      }
    }
  }

  private Run run(List<PlannedTrial> plan) {
    return new Run(
        Run.SCHEMA_VERSION,
        root.getFileName().toString(),
        Run.Times.of(START),
        new Run.Request(List.of("scripts/lanemark", "run"), profile, 1, FORKS),
        SampleEnvironment.virtualMachine(processor),
        new Run.Source("0123456789012345678901234567890123456789", null),
        new Run.Scope(
            List.of(),
            null,
            MODELS.stream().map(name -> new ModelDescription(name, "threads")).toList(),
            List.of(new WorkloadDescription("sleep", "CONTROL", "sleeps", "millis=1"))),
        plan);
  }
}
