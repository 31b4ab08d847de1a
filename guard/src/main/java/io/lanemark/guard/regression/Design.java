package io.lanemark.guard.regression;

/// How the forks of both sides were measured.
public enum Design {
  /// Those of one side know nothing of those of the other.
  INDEPENDENT,
  /// The n-th fork of the base and the n-th of the candidate ran one right after the other: what
  /// changes with time falls on both alike, and their difference does not have it.
  PAIRED
}
