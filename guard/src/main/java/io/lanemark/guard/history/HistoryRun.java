package io.lanemark.guard.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Measured;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A run: one line of a history.
///
/// @param schemaVersion version of the line, [#SCHEMA_VERSION] when written by this code
/// @param origin when and where it was measured, and what
/// @param scores one for each number of each case that has one, in the order of the keys
public record HistoryRun(
    int schemaVersion, @JsonUnwrapped Origin origin, List<HistoryScore> scores) {

  /// The line that this code reads and writes.
  public static final int SCHEMA_VERSION = 1;

  /// Copies the list and refuses missing parts.
  public HistoryRun {
    Objects.requireNonNull(origin, "origin");
    scores = List.copyOf(scores);
  }

  /// Summarizes what a run measured.
  ///
  /// @param origin when and where it was measured, and what
  /// @param measured in any order; scores with the same key are merged
  /// @return the run; cases without any score are left out
  public static HistoryRun of(Origin origin, Collection<Measured> measured) {
    TreeMap<BenchmarkKey, Measured> byKey =
        measured.stream()
            .collect(
                Collectors.toMap(Measured::key, Function.identity(), Measured::and, TreeMap::new));
    return new HistoryRun(
        SCHEMA_VERSION,
        origin,
        byKey.values().stream().map(HistoryScore::of).flatMap(Optional::stream).toList());
  }
}
