package io.lanemark.guard.ab;

import java.util.Locale;

/// What a trial of an A/B run measures.
public enum Lane {
  /// What it was before: A.
  BASE,
  /// What it is now: B.
  CANDIDATE,
  /// A benchmark that is the same in each round, so that it shows what the machine did.
  RULER;

  /// Name of its folder in the results, and in what is printed.
  ///
  /// @return in lower case
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
