package io.lanemark.model;

import io.lanemark.multiprocessing.Context;

/// A new platform thread for each task, at most W of them running their tasks at once.
public final class PlatformPerTaskModel extends InProcessModel {

  /// For [java.util.ServiceLoader].
  public PlatformPerTaskModel() {
    super(
        Context.platformThreadPerTask(), "a new platform thread for each task, at most W at once");
  }

  @Override
  int bound(Opening opening) {
    return opening.gate();
  }
}
