package io.lanemark.workload;

/// What a workload mostly waits for, which decides how many workers are fair.
public enum WorkloadKind {
  /// Computes: as many workers as cores on every model.
  CPU,
  /// Waits for a backend or a disk: as many workers as the model can have.
  IO,
  /// Waits and computes, as a request to a service does; treated like I/O.
  MIXED,
  /// Measures the instrument and not the work, such as `sleep`; treated like I/O and labelled.
  CONTROL
}
