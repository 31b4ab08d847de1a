package io.lanemark.guard.input;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Metric;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Unit;
import io.lanemark.results.Iteration;
import io.lanemark.results.LatencyLog;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A number of a case that can be compared. Plain JMH JSON has the score alone; the others are read
/// from results folders.
///
/// @param name `score`, `memory`, `cpu`, or a percentile such as `p99`
/// @param unit unit of its values
/// @param reading how it is read from a trial
public record RunNumber(String name, Unit unit, Reading reading) {

  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,3})?)");

  private static final RunNumber SCORE =
      new RunNumber(
          BenchmarkKey.SCORE,
          Unit.ofScore("thrpt", "ops/s"),
          (_, trial) ->
              trial.iterations().stream().mapToDouble(Iteration::operationsPerSecond).toArray());

  private static final RunNumber MEMORY =
      new RunNumber("memory", Unit.BYTES, (_, trial) -> sum(Metric.PSS_BYTES.of(trial)));

  private static final RunNumber CPU =
      new RunNumber(
          "cpu",
          Unit.NANOS,
          (_, trial) -> sum(Metric.CPU_USER_NANOS.of(trial), Metric.CPU_SYSTEM_NANOS.of(trial)));

  /// Refuses missing parts.
  public RunNumber {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(reading, "reading");
  }

  /// A number by name.
  ///
  /// @param name `score`: throughput; `memory`: PSS of the process tree; `cpu`: CPU time of the
  ///   tree for each task; `p50`, `p99.9` and so on: percentiles of the residence time of all tasks
  ///   of a trial, or of its calls if those were recorded instead
  /// @return the number
  /// @throws IllegalArgumentException if there is no number of that name
  public static RunNumber named(String name) {
    Matcher percentile = PERCENTILE.matcher(name);
    if (percentile.matches()) {
      return ofPercentile(name, Double.parseDouble(percentile.group(1)));
    }
    return Stream.of(SCORE, MEMORY, CPU)
        .filter(number -> number.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a number must be score, memory, cpu or a percentile such as p99: '%s'"
                        .formatted(name)));
  }

  private static RunNumber ofPercentile(String name, double percentile) {
    return new RunNumber(
        name, Unit.NANOS, (folder, trial) -> percentile(folder, trial, percentile));
  }

  private static double[] percentile(ResultsFolder folder, Trial trial, double percentile) {
    Map<Stage, Histogram> times = LatencyLog.read(folder.latencyLog(trial.planned().id()));
    CaseResult fork = new CaseResult(trial.planned().trialCase(), "", List.of(), times);
    for (Stage stage : new Stage[] {Stage.RESIDENCE, Stage.CALL}) {
      if (fork.supports(stage, percentile)) {
        return new double[] {(double) fork.times(stage).getValueAtPercentile(percentile)};
      }
    }
    return new double[0];
  }

  private static double[] sum(@Nullable Double... parts) {
    double sum = 0;
    for (Double part : parts) {
      if (part == null) {
        return new double[0];
      }
      sum += part;
    }
    return new double[] {sum};
  }

  /// How a number is read.
  @FunctionalInterface
  public interface Reading {
    /// Reads the number of a trial that is done.
    ///
    /// @param folder where the trial is
    /// @param trial the trial
    /// @return a value for each window, or one for all of them; none if it was not recorded
    double[] of(ResultsFolder folder, Trial trial);
  }
}
