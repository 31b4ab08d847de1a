package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import java.util.Locale;

/// A new virtual thread for each task, at most W of them running their tasks at once.
public final class VirtualModel extends InProcessModel {

  /// For [java.util.ServiceLoader].
  public VirtualModel() {
    super(Context.virtualThreads(), "a new virtual thread for each task, at most W at once");
  }

  /// A virtual thread that computes keeps its carrier, and there are as many carriers as cores.
  @Override
  public Allocation allocate(Demand demand) {
    int wanted = demand.wantedWorkers();
    if (demand.cpuBound() && wanted > demand.cores()) {
      return new Allocation(
          demand.inFlight(),
          demand.cores(),
          String.format(
              Locale.ROOT,
              "W = %d of %d: virtual threads that compute share %1$d carrier threads, one per core",
              demand.cores(),
              wanted));
    }
    return super.allocate(demand);
  }

  @Override
  int bound(Opening opening) {
    return opening.gate();
  }
}
