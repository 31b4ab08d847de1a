package io.lanemark.workload;

import java.util.Objects;

/// How to measure the backends of a workload alone: with the same requests, as little code around
/// them as possible, and so many at once that the backends are always busy.
///
/// @param requests makes the requests of one task of the workload, and throws the answers away
/// @param inFlight K, how many of these tasks are admitted and unfinished at once; at least 1
public record CeilingLoad(Workload<?> requests, int inFlight) {
  /// Refuses what cannot be measured.
  public CeilingLoad {
    Objects.requireNonNull(requests, "requests");
    if (inFlight < 1) {
      throw new IllegalArgumentException("in flight must be at least 1: " + inFlight);
    }
  }
}
