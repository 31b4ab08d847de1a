package io.lanemark.guard.regression;

/// How the forks of both sides were measured.
public enum Design {
  /// The forks of one side are independent of those of the other.
  INDEPENDENT,
  /// The n-th fork of the base and the n-th of the candidate ran one right after the other: what
  /// changes with time affects both alike, and cancels out in their difference.
  PAIRED
}
