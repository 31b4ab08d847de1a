package io.lanemark.model;

import java.util.Locale;

/// How many worker JVMs a case can have, and what limits them.
///
/// @param jvms the largest number of JVMs
/// @param reason what limits them
record JvmLimit(int jvms, String reason) {

  private static final long MEBIBYTE = 1 << 20;

  /// The assumed memory of a worker in addition to its heap: code, metadata, stacks, data of the
  /// collector.
  private static final long OUTSIDE_HEAP_BYTES = 64 * MEBIBYTE;

  /// As many as fit into half of the available memory, but not more than there are connections.
  static JvmLimit of(Demand demand) {
    long workerBytes = demand.workerHeapBytes() + OUTSIDE_HEAP_BYTES;
    long fitting = Math.min(Integer.MAX_VALUE, demand.availableMemoryBytes() / 2 / workerBytes);
    int connections = demand.connections().orElse(Integer.MAX_VALUE);
    if (connections < fitting) {
      return new JvmLimit(
          connections,
          String.format(Locale.ROOT, "each worker JVM needs one of %d connections", connections));
    }
    return new JvmLimit(
        (int) fitting,
        String.format(
            Locale.ROOT,
            ("no more worker JVMs fit into half of the available %d MiB,"
                + " with %d MiB of heap and %d MiB of other memory each"),
            demand.availableMemoryBytes() / MEBIBYTE,
            demand.workerHeapBytes() / MEBIBYTE,
            OUTSIDE_HEAP_BYTES / MEBIBYTE));
  }

  /// Why there are fewer workers than wanted.
  String note(int workers, int wanted) {
    return String.format(Locale.ROOT, "W = %d of %d: %s", workers, wanted, reason);
  }
}
