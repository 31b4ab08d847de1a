package io.lanemark.model;

import io.lanemark.multiprocessing.Context;

/// A fixed pool of W platform threads.
public final class PlatformModel extends InProcessModel {

  /// For [java.util.ServiceLoader].
  public PlatformModel() {
    super(Context.platformThreads(), "a fixed pool of W platform threads");
  }
}
