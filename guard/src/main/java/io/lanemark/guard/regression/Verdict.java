package io.lanemark.guard.regression;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The verdict on one number of one case.
///
/// @param key what was compared
/// @param unit what its values are shown in
/// @param kind the answer
/// @param change what the forks of both sides say; null if a side has too few of them
/// @param note one line on what else a reader should know; may be empty
/// @param failed whether trials of it failed, whatever the others say
public record Verdict(
    BenchmarkKey key, Unit unit, Kind kind, @Nullable Change change, String note, boolean failed) {

  /// Refuses missing parts.
  public Verdict {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(note, "note");
  }

  /// Another answer for the same measurements.
  ///
  /// @param other the answer
  /// @param addition follows the note
  /// @return a verdict that is otherwise this one
  public Verdict as(Kind other, String addition) {
    String notes =
        Stream.of(note, addition).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    return new Verdict(key, unit, other, change, notes, failed);
  }

  /// The answers, the most important first.
  public enum Kind {
    /// Slower, or larger, by more than the margin.
    REGRESSED,
    /// A trial failed, so that nothing can be said: neither a regression, nor a pass.
    INFRASTRUCTURE,
    /// Neither a change nor sameness was shown.
    INCONCLUSIVE,
    /// Slower, or larger, by more than the margin, and accepted.
    ACCEPTED,
    /// Faster, or smaller, by more than the margin.
    IMPROVED,
    /// The base does not have it.
    NO_BASELINE,
    /// Shown to be within the margin, in both directions.
    SAME
  }
}
