package io.lanemark.benchmarks.knownslowdown;

import io.lanemark.benchmarks.operation.Calls;
import io.lanemark.benchmarks.operation.WrongAnswerException;
import io.lanemark.load.JvmResources;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.util.Map;

/// A workload in the calling thread.
final class InCaller implements Calls {

  private final Workload<?> workload;
  private final JvmResources resources = new JvmResources(0, 1, 1, Map.of());
  private final Serializable expected;
  private Serializable latest;

  /// @param workload without backends
  /// @throws Exception if it fails
  InCaller(Workload<?> workload) throws Exception {
    this.workload = workload;
    this.expected = workload.run(resources);
    this.latest = expected;
  }

  @Override
  public void call() throws Exception {
    latest = workload.run(resources);
  }

  @Override
  public void check() throws WrongAnswerException {
    if (!expected.equals(latest)) {
      throw new WrongAnswerException(expected, latest);
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
