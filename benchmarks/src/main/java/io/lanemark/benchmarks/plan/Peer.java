package io.lanemark.benchmarks.plan;

import java.util.Set;

/// Another runtime that does the same work as the JVM, in the same run.
///
/// @param variant the [io.lanemark.results.Case#variant] of its cases
/// @param description what it is, in one line
/// @param workloads names of the workloads that it can run
/// @param models names of the execution models that it can run
/// @param absence why it cannot run on this machine; empty if it can
public record Peer(
    String variant, String description, Set<String> workloads, Set<String> models, String absence) {
  /// Copies the sets.
  public Peer {
    workloads = Set.copyOf(workloads);
    models = Set.copyOf(models);
  }

  boolean has(String workload, String model) {
    return workloads.contains(workload) && models.contains(model);
  }

  /// A case of this peer, which cannot run if the peer is absent.
  PlannedCase unlessAbsent(PlannedCase planned) {
    return absence.isEmpty() ? planned : new PlannedCase.NotRun(planned.trialCase(), absence);
  }
}
