package io.lanemark.process.worker;

/// Which threads of a worker run its tasks.
public enum TaskThreads {
  /// Its main thread, one task after the other.
  MAIN,
  /// A virtual thread for each task.
  VIRTUAL
}
