package io.lanemark.process;

import java.time.Duration;

/// How often one place in the pool has failed to boot a worker, and how long it waits before the
/// next attempt if other workers serve: 1 s, 2 s, 4 s and so on, up to about a minute. For one
/// thread.
final class BootRetries {
  private static final int MAX_DOUBLINGS = 6;

  /// In a row.
  private int failures;

  void failed() {
    failures++;
  }

  void succeeded() {
    failures = 0;
  }

  boolean isRetrying() {
    return failures > 0;
  }

  Duration pause() {
    return Duration.ofSeconds(1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS));
  }
}
