package io.lanemark.decision;

import io.lanemark.results.Case;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.results.Trial;
import io.lanemark.stats.Sample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What was measured of one case.
///
/// @param measured the case
/// @param note why it has fewer workers than expected; empty if it has as many
/// @param trials its trials that have a score, in the order of the forks; possibly none
/// @param times the times of all tasks of these trials, merged, in nanoseconds
public record CaseResult(
    Case measured, String note, List<Trial> trials, Map<Stage, Histogram> times) {

  /// Percentiles that are printed if there are enough tasks.
  public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  /// How many tasks must lie beyond a percentile that is shown.
  public static final int LEAST_SAMPLES_BEYOND = 100;

  /// Copies the list and the map.
  public CaseResult {
    trials = List.copyOf(trials);
    times = Map.copyOf(times);
  }

  /// The execution model.
  ///
  /// @return its name
  public String model() {
    return measured.model();
  }

  /// What it runs on or with.
  ///
  /// @return name of the variant
  public String variant() {
    return measured.variant();
  }

  /// The execution model, and the variant if one was chosen.
  ///
  /// @return such as `platform` or `platform (ParallelGC)`
  public String label() {
    return measured.label();
  }

  /// Whether it is the reference that other models are shown as a multiple of.
  ///
  /// @return true for [Contest#REFERENCE_MODEL]
  public boolean isReference() {
    return model().equals(Contest.REFERENCE_MODEL);
  }

  /// A case occurs once in a run, so results of the same case are equal.
  @Override
  public boolean equals(Object other) {
    return other instanceof CaseResult that && measured.equals(that.measured);
  }

  @Override
  public int hashCode() {
    return measured.hashCode();
  }

  /// Whether there is at least one score.
  ///
  /// @return false if there is nothing to show
  public boolean hasScores() {
    return !trials.isEmpty();
  }

  /// The values of the forks that have one.
  ///
  /// @param metric which number
  /// @return empty if the system does not report it
  public Sample sample(Metric metric) {
    return Sample.of(trials.stream().map(metric::of).filter(Objects::nonNull).toList());
  }

  /// The throughput of each fork, in tasks per second.
  ///
  /// @return as many values as there are trials with a score
  public Sample scores() {
    return sample(Metric.SCORE);
  }

  /// The throughput of each fork, as numbers.
  ///
  /// @return tasks per second, in the order of the forks
  public DoubleStream forkScores() {
    return scores().stream();
  }

  /// The centre of the forks' scores, which ratios compare.
  ///
  /// @return tasks per second
  /// @throws IllegalStateException if there is no score
  public double geometricMean() {
    return Math.exp(scores().map(Math::log).mean());
  }

  /// The median over the forks.
  ///
  /// @param metric which number
  /// @return null if the system does not report it
  public @Nullable Double median(Metric metric) {
    Sample forks = sample(metric);
    return forks.isEmpty() ? null : forks.median();
  }

  /// The times of one stage of all tasks.
  ///
  /// @param stage which stage
  /// @return a histogram in nanoseconds; possibly empty
  public Histogram times(Stage stage) {
    Histogram histogram = times.get(stage);
    return histogram == null ? new Histogram(1) : histogram;
  }

  /// Whether a percentile of a stage may be printed: at least 100 tasks must lie beyond it, because
  /// fewer say nothing about the tail.
  ///
  /// @param stage which stage
  /// @param percentile from 0 to 100
  /// @return whether enough tasks were recorded
  public boolean supports(Stage stage, double percentile) {
    double beyond = times(stage).getTotalCount() * (100 - percentile) / 100;
    // Tolerates one part in a million, because 100 - 99.9 is not exactly 0.1.
    return beyond * (1 + 1e-6) >= LEAST_SAMPLES_BEYOND;
  }
}
