package io.lanemark.results;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What became of one trial. The content of `trials/<id>/trial.json`.
///
/// @param schemaVersion version of the layout
/// @param planned what was to be measured
/// @param position its place in the order of the run, from 0
/// @param state how it ended
/// @param reason one line: why it failed or was not run; empty if it is done
/// @param startedAt when it began
/// @param seconds how long it took, the start of its process included
/// @param warmUp how the workers were warmed; all zero if the trial did not get so far
/// @param iterations the measured windows; empty unless done
public record Trial(
    int schemaVersion,
    PlannedTrial planned,
    int position,
    State state,
    String reason,
    Instant startedAt,
    double seconds,
    WarmUp warmUp,
    List<Iteration> iterations) {

  /// Copies the list and refuses missing parts, and invalid times.
  public Trial {
    Objects.requireNonNull(planned, "planned");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(warmUp, "warmUp");
    iterations = List.copyOf(iterations);
    Run.requireDate("startedAt", startedAt);
    atLeastZero("seconds", seconds);
  }

  /// Whether it has a score: it is done, and at least one task was completed.
  ///
  /// @return whether it counts
  public boolean hasScore() {
    return state == State.DONE
        && iterations.stream().mapToLong(Iteration::operations).sum() > 0
        && iterations.stream().mapToLong(Iteration::completions).sum() > 0;
  }

  /// Throughput over all windows, by JMH's count and clock.
  ///
  /// @return tasks per second; not a number if there is no window
  public double operationsPerSecond() {
    double operations = iterations.stream().mapToLong(Iteration::operations).sum();
    return operations * 1e9 / iterations.stream().mapToLong(Iteration::durationNanos).sum();
  }

  private static void atLeastZero(String name, double seconds) {
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be a duration of at least 0: %s".formatted(name, seconds));
    }
  }

  /// How a trial ended.
  public enum State {
    /// It has a score.
    DONE,
    /// It began and has none.
    FAILED,
    /// The model cannot serve the case.
    NOT_RUN
  }

  /// How the workers were warmed before the first window.
  ///
  /// @param seconds how long
  /// @param tasks how many tasks that took, over all workers, empty ones included
  /// @param steady whether the last two windows of every worker were alike: medians within 5 % of
  ///   each other, or no further apart than chance explains
  /// @param openSeconds from opening the execution model to its first completed task
  public record WarmUp(double seconds, long tasks, boolean steady, double openSeconds) {
    /// No warm-up at all.
    public static final WarmUp NONE = new WarmUp(0, 0, false, 0);

    /// Refuses invalid times.
    public WarmUp {
      atLeastZero("seconds", seconds);
      atLeastZero("openSeconds", openSeconds);
    }
  }
}
