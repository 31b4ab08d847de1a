package io.lanemark.model;

import java.util.Locale;

/// What an execution model can provide for the demand of a case.
///
/// @param inFlight K, how many tasks are admitted and unfinished at once; at least 1
/// @param workers W, how many tasks can be in service at once; 0 if the case cannot run
/// @param note why this is less than asked for; empty if it is not
public record Allocation(int inFlight, int workers, String note) {
  /// Refuses impossible numbers, and no workers without a reason.
  public Allocation {
    if (inFlight < 1) {
      throw new IllegalArgumentException("in flight must be at least 1: " + inFlight);
    }
    if (workers < 0 || workers > inFlight) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "workers must be from 0 to %d: %d", inFlight, workers));
    }
    if (workers == 0 && note.isBlank()) {
      throw new IllegalArgumentException("a case that cannot run needs a reason");
    }
  }
}
