package io.lanemark.model;

/// How many worker JVMs a case can have, and what limits them.
///
/// @param jvms so many at most
/// @param reason why no more
record JvmLimit(int jvms, String reason) {

  private static final long MEBIBYTE = 1 << 20;

  /// What a worker is thought to take beside its heap: code, metadata, stacks, the collector's own.
  private static final long BESIDE_HEAP_BYTES = 64 * MEBIBYTE;

  /// As many as fit into half of the available memory, and as there are connections.
  static JvmLimit of(Demand demand) {
    long workerBytes = demand.workerHeapBytes() + BESIDE_HEAP_BYTES;
    long fitting = Math.min(Integer.MAX_VALUE, demand.availableMemoryBytes() / 2 / workerBytes);
    int connections = demand.connections().orElse(Integer.MAX_VALUE);
    if (connections < fitting) {
      return new JvmLimit(
          connections, "each needs at least one of %d connections".formatted(connections));
    }
    return new JvmLimit(
        (int) fitting,
        ("no more fit into half of the available %d MiB,"
                + " with %d MiB of heap and %d MiB of other memory each")
            .formatted(
                demand.availableMemoryBytes() / MEBIBYTE,
                demand.workerHeapBytes() / MEBIBYTE,
                BESIDE_HEAP_BYTES / MEBIBYTE));
  }

  /// Why there are fewer workers than wanted.
  String note(int workers, int wanted) {
    return "W = %d of %d: %s".formatted(workers, wanted, reason);
  }
}
