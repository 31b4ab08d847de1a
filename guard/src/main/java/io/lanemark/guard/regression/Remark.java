package io.lanemark.guard.regression;

import java.util.Objects;

/// One line about a comparison as a whole, in addition to its verdicts.
///
/// @param kind what it means for the answer
/// @param text one line
public record Remark(Kind kind, String text) {

  /// Refuses missing parts.
  public Remark {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /// What a remark means for the answer, the most important first.
  public enum Kind {
    /// The acceptance of a change has expired: it counts as a regression.
    EXPIRED,
    /// The sides are not comparable: it counts as inconclusive.
    NOT_COMPARABLE,
    /// Something to know; it does not change the answer.
    WARNING
  }
}
