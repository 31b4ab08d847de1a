package io.lanemark.process;

import java.nio.file.Path;

/// What a pool has in the way of an AOT cache, as of the last worker that was started.
public sealed interface AotCacheState {

  /// Workers start without.
  ///
  /// @param reason in one line
  record Off(String reason) implements AotCacheState {}

  /// There is none yet: workers start without, or wait, as the pool was built.
  record Making() implements AotCacheState {}

  /// Workers start from it. The JVM may still refuse it, and then starts without.
  ///
  /// @param file of the cache
  record Used(Path file) implements AotCacheState {}
}
