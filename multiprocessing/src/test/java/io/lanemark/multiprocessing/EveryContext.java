package io.lanemark.multiprocessing;

import io.lanemark.process.ProcessPoolBuilder;
import java.util.List;

/// The contexts that contracts are tried on, with small processes.
final class EveryContext {
  private static final List<String> SMALL =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private EveryContext() {}

  static Context processes() {
    return Context.processes(EveryContext::small);
  }

  static Context virtualThreadsInProcesses() {
    return Context.virtualThreadsInProcesses(2, EveryContext::small);
  }

  private static ProcessPoolBuilder small(ProcessPoolBuilder plan) {
    return plan.jvmOptions(SMALL);
  }
}
