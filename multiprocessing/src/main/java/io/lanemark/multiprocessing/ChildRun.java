package io.lanemark.multiprocessing;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// A child that was started.
interface ChildRun {

  /// Completes when it has ended.
  CompletableFuture<Integer> exitCode();

  OptionalLong pid();

  void terminate();

  void kill();
}
