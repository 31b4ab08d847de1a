package io.lanemark.results;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Memory that the process tree of every model may have, as PSS.
///
/// @param bytes how much
public record MemoryBudget(long bytes) {

  /// The heap of a JVM would keep growing after the short trials of a search.
  private static final double GROWTH = 1.125;

  /// The most that a tree had at the end of a window.
  ///
  /// @param trial any trial
  /// @return null if a window did not record it, or there is none
  public static @Nullable Long mostPssBytes(Trial trial) {
    List<Long> known =
        trial.iterations().stream()
            .map(window -> window.tree().memory().pssBytes())
            .filter(Objects::nonNull)
            .toList();
    return known.size() < trial.iterations().size()
        ? null
        : known.stream().max(Comparator.naturalOrder()).orElse(null);
  }

  /// Whether a trial of a search leaves an eighth of the budget for later growth.
  ///
  /// @param trial any trial
  /// @return false also if the system does not report memory
  public boolean leavesRoom(Trial trial) {
    Long most = mostPssBytes(trial);
    return most != null && most * GROWTH <= bytes;
  }

  /// Whether a tree had more at the end of a window.
  ///
  /// @param trial any trial
  /// @return false if the system does not report memory
  public boolean isExceeded(Trial trial) {
    Long most = mostPssBytes(trial);
    return most != null && most > bytes;
  }
}
