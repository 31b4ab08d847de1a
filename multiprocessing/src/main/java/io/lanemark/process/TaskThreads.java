package io.lanemark.process;

/// Which threads of a worker run its tasks.
enum TaskThreads {
  /// Its main thread, one task after the other.
  MAIN,
  /// A virtual thread for each task.
  VIRTUAL
}
