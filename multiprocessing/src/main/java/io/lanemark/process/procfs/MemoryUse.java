package io.lanemark.process.procfs;

import org.jspecify.annotations.Nullable;

/// Memory of a process, without kernel memory such as stacks and page tables.
///
/// @param pssBytes proportional set size: each page divided by the number of processes that map it;
///   null if `smaps_rollup` cannot be read
/// @param ussBytes private pages alone; null if `smaps_rollup` cannot be read
/// @param rssBytes resident set size: shared pages count in full
public record MemoryUse(@Nullable Long pssBytes, @Nullable Long ussBytes, long rssBytes) {
  /// A process that has ended, and was not yet waited for.
  static final MemoryUse NONE = new MemoryUse(0L, 0L, 0);
}
