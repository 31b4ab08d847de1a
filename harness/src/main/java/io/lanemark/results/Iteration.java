package io.lanemark.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// One measured window of a trial. All figures are differences over this window. In JSON, the
/// figures of the process tree are on one level with those of the load.
///
/// @param operations tasks completed, as JMH counted them; for a peer, which runs without JMH, as a
///   second counter counted them, independent of the load
/// @param durationNanos length of the window by JMH's clock, or the peer's
/// @param completions tasks completed, as the histograms counted them; equals `operations`
/// @param windowNanos length of the window by the load's own clock
/// @param residenceNanos sum over all tasks of the time in flight, clipped to the window
/// @param tree what the process tree used
public record Iteration(
    long operations,
    long durationNanos,
    long completions,
    long windowNanos,
    long residenceNanos,
    @JsonUnwrapped TreeFigures tree) {

  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(1);

  /// Refuses an impossible length.
  public Iteration {
    Objects.requireNonNull(tree, "tree");
    if (durationNanos > LONGEST_NANOS || windowNanos > LONGEST_NANOS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window lasts at most a day: %d ns",
              Math.max(durationNanos, windowNanos)));
    }
  }

  /// A window with the count and clock of the load, until those of JMH are known.
  ///
  /// @param completions tasks completed
  /// @param windowNanos length of the window
  /// @param residenceNanos sum over all tasks of the time in flight, clipped to the window
  /// @param tree what the process tree used
  /// @return the window
  public static Iteration ofLoad(
      long completions, long windowNanos, long residenceNanos, TreeFigures tree) {
    return new Iteration(completions, windowNanos, completions, windowNanos, residenceNanos, tree);
  }

  /// The same window with another count and clock.
  ///
  /// @param operations tasks completed
  /// @param durationNanos length of the window
  /// @return figures that are otherwise these
  public Iteration scored(long operations, long durationNanos) {
    return new Iteration(operations, durationNanos, completions, windowNanos, residenceNanos, tree);
  }

  /// Throughput by JMH's count and clock.
  ///
  /// @return tasks per second
  public double operationsPerSecond() {
    return operations * 1e9 / durationNanos;
  }

  /// Little's law, with throughput as JMH measured it and residence time as the load recorded it:
  /// tasks in flight = throughput × mean residence time. It equals K if all numbers are consistent
  /// (J. D. C. Little, *A Proof for the Queuing Formula: L = λW*, Operations Research 9, 1961).
  ///
  /// @return mean number of tasks in flight
  public double littleInFlight() {
    return operationsPerSecond() * (residenceNanos / 1e9) / completions;
  }
}
