package io.lanemark.model;

import java.util.OptionalInt;

/// What a case asks of an execution model.
///
/// @param cpuBound whether the work computes, so that more workers than cores only take turns
/// @param inFlight K, how many tasks are admitted and unfinished at once; at least 1
/// @param workers W as asked for; empty to leave it to the model
/// @param connections how many connections the whole tree may have, each of its JVMs at least one;
///   empty if the work needs none
/// @param cores processors that this process may use; at least 1
/// @param availableMemoryBytes memory that new processes could take without swapping
/// @param workerHeapBytes heap limit of each worker process
public record Demand(
    boolean cpuBound,
    int inFlight,
    OptionalInt workers,
    OptionalInt connections,
    int cores,
    long availableMemoryBytes,
    long workerHeapBytes) {
  /// Refuses what no model could serve.
  public Demand {
    if (inFlight < 1) {
      throw new IllegalArgumentException("in flight must be at least 1: " + inFlight);
    }
    if (workers.isPresent() && workers.getAsInt() < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers.getAsInt());
    }
    if (connections.isPresent() && connections.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "connections must be at least 1: " + connections.getAsInt());
    }
    if (cores < 1) {
      throw new IllegalArgumentException("cores must be at least 1: " + cores);
    }
  }

  /// How many workers are wanted before any limit of a model: what was asked for, else the number
  /// of cores for work that computes and K for work that waits; never more than K.
  ///
  /// @return at least 1
  public int wantedWorkers() {
    return Math.min(inFlight, workers.orElse(cpuBound ? cores : inFlight));
  }
}
