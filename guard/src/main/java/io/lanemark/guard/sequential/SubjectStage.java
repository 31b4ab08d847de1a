package io.lanemark.guard.sequential;

/// How far a subject has come: SCREENING -> OVER, or SCREENING -> CONFIRMING -> OVER. A subject
/// that is over can still become suspect, or be screened again, because verdicts also depend on the
/// other subjects.
public enum SubjectStage {
  /// Its first forks are measured.
  SCREENING,
  /// It seems to have changed, and fresh forks are to confirm it.
  CONFIRMING,
  /// Nothing more is to be measured of it.
  OVER
}
