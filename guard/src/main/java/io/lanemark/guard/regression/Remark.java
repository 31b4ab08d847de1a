package io.lanemark.guard.regression;

import java.util.Objects;

/// One line about a comparison as a whole, beside its verdicts.
///
/// @param kind what it means for the answer
/// @param text one line
public record Remark(Kind kind, String text) {

  /// Refuses missing parts.
  public Remark {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /// What a remark means for the answer, those first that a reader must see first.
  public enum Kind {
    /// An accepted change is accepted no longer: it counts as a regression.
    EXPIRED,
    /// The sides are not to be compared: it counts as what is inconclusive.
    NOT_COMPARABLE,
    /// Something to know; it counts for nothing.
    WARNING
  }
}
