package io.lanemark.task;

import java.io.Serializable;
import java.util.Locale;

/// Identifies a worker among those of its pool.
///
/// @param name used in messages, such as `worker-1`
/// @param index from 0; a worker that replaces another one has the same index
/// @param size how many workers the pool has; at least 1
public record WorkerIdentity(String name, int index, int size) implements Serializable {
  /// Checks the index.
  public WorkerIdentity {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "index must be from 0 to %d: %d", size - 1, index));
    }
  }
}
