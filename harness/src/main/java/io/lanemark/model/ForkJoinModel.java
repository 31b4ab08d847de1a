package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import java.util.Locale;

/// A fork-join pool of W threads that steal tasks from each other's queues. Work that waits keeps
/// its thread: the pool starts no others in the meantime.
public final class ForkJoinModel extends InProcessModel {

  /// The most threads that the JDK's pool can have.
  private static final int MOST_WORKERS = 0x7fff;

  /// For [java.util.ServiceLoader].
  public ForkJoinModel() {
    super(Context.forkJoin(), "a work-stealing pool of W platform threads");
  }

  @Override
  public Allocation allocate(Demand demand) {
    int wanted = demand.wantedWorkers();
    if (wanted > MOST_WORKERS) {
      return new Allocation(
          demand.inFlight(),
          MOST_WORKERS,
          String.format(
              Locale.ROOT,
              "W = %d of %d: a fork-join pool cannot have more threads",
              MOST_WORKERS,
              wanted));
    }
    return super.allocate(demand);
  }
}
