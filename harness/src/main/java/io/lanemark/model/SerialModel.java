package io.lanemark.model;

import io.lanemark.multiprocessing.Context;

/// One task after the other in the calling thread: the reference for all other models.
public final class SerialModel extends InProcessModel {

  /// For [java.util.ServiceLoader].
  public SerialModel() {
    super(Context.serial(), "one task after the other in the calling thread");
  }

  @Override
  public Allocation allocate(Demand demand) {
    return new Allocation(1, 1, "");
  }
}
