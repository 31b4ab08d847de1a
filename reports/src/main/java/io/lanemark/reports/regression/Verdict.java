package io.lanemark.reports.regression;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a comparison says of one number of one case.
///
/// @param key what was compared
/// @param unit what its values are shown in
/// @param kind the answer
/// @param change what the forks of both sides say; null where a side has too few of them
/// @param note one line on what a reader should know besides; may be empty
public record Verdict(
    BenchmarkKey key, Unit unit, Kind kind, @Nullable Change change, String note) {

  /// Refuses missing parts.
  public Verdict {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(note, "note");
  }

  /// The answers, those first that a reader must see first.
  public enum Kind {
    /// Slower, or larger, by more than the margin.
    REGRESSED,
    /// A trial failed, so that nothing can be said: neither a regression, nor a pass.
    INFRASTRUCTURE,
    /// The forks do not tell.
    INCONCLUSIVE,
    /// Faster, or smaller, by more than the margin.
    IMPROVED,
    /// The base does not have it.
    NO_BASELINE,
    /// Shown to be within the margin, to both sides.
    SAME
  }
}
