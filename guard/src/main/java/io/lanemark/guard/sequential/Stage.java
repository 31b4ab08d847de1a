package io.lanemark.guard.sequential;

/// How far a subject has come: SCREENING -> OVER, or SCREENING -> CONFIRMING -> OVER. One that was
/// left as it is can still become suspect, or be open again, where others move the bar.
public enum Stage {
  /// Its first forks are measured.
  SCREENING,
  /// It seems to have changed, and fresh forks are to confirm it.
  CONFIRMING,
  /// Nothing more is to be measured of it.
  OVER
}
