package io.lanemark.model;

import io.lanemark.multiprocessing.Context;
import io.lanemark.task.TaskExecutor;

/// A pool of W worker JVMs, one task each.
public final class ProcessModel implements ExecutionModel {

  private static final long MEBIBYTE = 1 << 20;

  /// What a worker is thought to take beside its heap: code, metadata, stacks, the collector's own.
  private static final long BESIDE_HEAP_BYTES = 64 * MEBIBYTE;

  /// More than this only on demand: a few dozen JVMs take seconds to start.
  private static final int MOST_UNASKED = 64;

  private final Context context = Context.processes();

  /// For [java.util.ServiceLoader].
  public ProcessModel() {}

  @Override
  public String name() {
    return context.name();
  }

  @Override
  public String description() {
    return "a pool of W worker JVMs, one task each";
  }

  /// As many workers as wanted, at most 64 unless asked for, and at most as many as fit into half
  /// of the available memory.
  @Override
  public Allocation allocate(Demand demand) {
    int wanted = demand.wantedWorkers();
    long workerBytes = demand.workerHeapBytes() + BESIDE_HEAP_BYTES;
    long fitting = demand.availableMemoryBytes() / 2 / workerBytes;
    int unasked = demand.workers().isPresent() ? wanted : Math.min(wanted, MOST_UNASKED);
    int workers = (int) Math.min(unasked, fitting);
    return new Allocation(demand.inFlight(), workers, note(demand, wanted, workers, fitting));
  }

  private static String note(Demand demand, int wanted, int workers, long fitting) {
    if (workers == wanted) {
      return "";
    }
    if (workers < fitting) {
      return "W = %d of %d: no more worker processes unless --workers asks for them"
          .formatted(workers, wanted);
    }
    return "W = %d of %d: no more fit into half of the available %d MiB, at a heap of %d MiB and %d MiB beside it"
        .formatted(
            workers,
            wanted,
            demand.availableMemoryBytes() / MEBIBYTE,
            demand.workerHeapBytes() / MEBIBYTE,
            BESIDE_HEAP_BYTES / MEBIBYTE);
  }

  @Override
  public TaskExecutor open(Opening opening) {
    return Context.processes(
            pool ->
                pool.jvmOptions(opening.workerJvmArguments()).initializer(opening.initializer()))
        .newExecutor(opening.workers());
  }
}
