package io.lanemark.run;

import java.time.Duration;

/// How long a stage of a trial may take: its planned time, and an allowance. The allowance is long,
/// because it only has to end what hangs; a slow machine must not exceed it.
///
/// @param allowance time beyond the planned time of each stage; at least 1 s
public record StageLimit(Duration allowance) {

  private static final Duration LEAST = Duration.ofSeconds(1);

  /// The limit unless the user sets another one.
  public static final StageLimit USUAL = new StageLimit(Duration.ofMinutes(5));

  /// Refuses an allowance that is too short for any stage.
  public StageLimit {
    if (allowance.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "--stage-limit must be at least 1s: " + allowance.toMillis() + " ms");
    }
  }

  /// The limit of one stage.
  ///
  /// @param planned how long the stage takes by plan
  /// @return the longest time that it may take
  public Duration of(Duration planned) {
    return planned.plus(allowance);
  }
}
