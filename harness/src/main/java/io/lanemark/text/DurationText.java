package io.lanemark.text;

import java.time.Duration;
import java.util.Locale;

/// Durations as lines of progress show them.
public final class DurationText {

  private DurationText() {}

  /// Minutes and seconds; from one hour on, hours and minutes.
  ///
  /// @param duration not negative
  /// @return such as `3:07 min` or `6 h 52 min`
  public static String of(Duration duration) {
    return duration.toHours() > 0
        ? String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart())
        : String.format(Locale.ROOT, "%d:%02d min", duration.toMinutes(), duration.toSecondsPart());
  }

  /// The same, rounded to the second.
  ///
  /// @param seconds not negative
  /// @return such as `3:07 min` or `6 h 52 min`
  public static String of(double seconds) {
    return of(Duration.ofSeconds(Math.round(seconds)));
  }
}
