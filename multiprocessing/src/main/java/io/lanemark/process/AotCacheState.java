package io.lanemark.process;

import java.nio.file.Path;

/// Whether a pool has an AOT cache, as of the last worker that was started.
public sealed interface AotCacheState {

  /// Workers start without.
  ///
  /// @param reason in one line
  record Off(String reason) implements AotCacheState {}

  /// There is none yet: workers start without one or wait for it, as the pool is built.
  record Making() implements AotCacheState {}

  /// Workers start from it. The JVM may still refuse it, and then starts without.
  ///
  /// @param file of the cache
  record Used(Path file) implements AotCacheState {}
}
