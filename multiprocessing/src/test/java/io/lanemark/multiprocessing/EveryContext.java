package io.lanemark.multiprocessing;

import io.lanemark.process.ProcessPoolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The contexts that contracts are tried on, with small processes.
final class EveryContext {
  private static final List<String> SMALL =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private EveryContext() {}

  static Stream<Named<Context>> all() {
    return Stream.of(
            Context.serial(),
            processes(),
            virtualThreadsInProcesses(),
            Context.platformThreads(),
            Context.platformThreadPerTask(),
            Context.forkJoin(),
            Context.virtualThreads())
        .map(context -> Named.of(context.name(), context));
  }

  static Context processes() {
    return Context.processes(EveryContext::small);
  }

  static Context virtualThreadsInProcesses() {
    return Context.virtualThreadsInProcesses(2, EveryContext::small);
  }

  private static ProcessPoolBuilder small(ProcessPoolBuilder plan) {
    // A worker that is slow to heed an interrupt because the machine is busy is not to be killed.
    return plan.jvmOptions(SMALL).grace(Duration.ofMinutes(1));
  }
}
