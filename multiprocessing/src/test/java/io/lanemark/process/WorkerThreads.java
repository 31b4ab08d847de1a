package io.lanemark.process;

/// Which threads of a worker run its tasks: what goes wrong there is the same.
enum WorkerThreads {
  MAIN,
  VIRTUAL;

  /// Of one worker.
  ProcessPoolBuilder pool() {
    ProcessPoolBuilder plan = OpenedPools.small(1);
    return this == VIRTUAL ? plan.virtualThreads(2) : plan;
  }
}
