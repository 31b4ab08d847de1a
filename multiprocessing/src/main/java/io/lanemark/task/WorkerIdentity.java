package io.lanemark.task;

import java.io.Serializable;

/// Which worker of how many a process is.
///
/// @param name as it appears in messages, such as `worker-1`
/// @param index from 0; a worker that replaces a dead one has its index
/// @param size how many workers the pool has; at least 1
public record WorkerIdentity(String name, int index, int size) implements Serializable {
  /// Refuses an index that is not of the pool.
  public WorkerIdentity {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "index must be from 0 to %d: %d".formatted(size - 1, index));
    }
  }
}
