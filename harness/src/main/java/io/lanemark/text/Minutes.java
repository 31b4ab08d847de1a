package io.lanemark.text;

import java.time.Duration;

/// Durations as lines of progress show them.
public final class Minutes {

  private Minutes() {}

  /// Minutes and seconds.
  ///
  /// @param duration not negative
  /// @return such as `3:07 min`
  public static String of(Duration duration) {
    return "%d:%02d min".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  /// Minutes and seconds, rounded to the second.
  ///
  /// @param seconds not negative
  /// @return such as `3:07 min`
  public static String of(double seconds) {
    return of(Duration.ofSeconds(Math.round(seconds)));
  }
}
