package io.lanemark.guard.ab;

import java.time.Instant;
import java.util.Objects;

/// A trial of an A/B run that has ended.
///
/// @param schemaVersion version of the format
/// @param number its place in the run, from 1
/// @param round in which round, from 1
/// @param lane which side it is of, or the ruler
/// @param subject what it measured
/// @param startedAt when it began
/// @param seconds how long it took
/// @param elapsedSeconds how much of the budget was used at its end
/// @param result name of the file with JMH's JSON, in the folder of the lane; empty if it failed
/// @param failure why it has no score, in one line; empty if it has one
public record AbTrial(
    int schemaVersion,
    int number,
    int round,
    Lane lane,
    Subject subject,
    Instant startedAt,
    double seconds,
    double elapsedSeconds,
    String result,
    String failure) {

  /// Refuses missing parts.
  public AbTrial {
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(failure, "failure");
    if (result.isEmpty() == failure.isEmpty()) {
      throw new IllegalArgumentException(
          "a trial has either a result or a failure: '%s', '%s'".formatted(result, failure));
    }
  }

  /// Whether it has no score.
  ///
  /// @return whether there is a failure
  public boolean hasFailed() {
    return !failure.isEmpty();
  }
}
