package io.lanemark.benchmarks.knownslowdown;

import io.lanemark.benchmarks.operation.OpenOperation;
import io.lanemark.benchmarks.operation.UnexpectedResultException;
import io.lanemark.load.JvmResources;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.util.Map;

/// A workload in the calling thread.
final class WorkloadInCaller implements OpenOperation {

  private final Workload<?> workload;
  private final JvmResources resources = new JvmResources(0, 1, 1, Map.of());
  private final Serializable expected;
  private Serializable latest;

  /// @param workload without backends
  /// @throws Exception if it fails
  WorkloadInCaller(Workload<?> workload) throws Exception {
    this.workload = workload;
    this.expected = workload.run(resources);
    this.latest = expected;
  }

  @Override
  public void call() throws Exception {
    latest = workload.run(resources);
  }

  @Override
  public void check() throws UnexpectedResultException {
    if (!expected.equals(latest)) {
      throw new UnexpectedResultException(expected, latest);
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
