package io.lanemark.multiprocessing;

import org.junit.jupiter.api.Nested;

/// [Child] on every context.
final class ChildTest {
  @Nested
  final class Serial extends ChildContract {
    @Override
    Context context() {
      return Context.serial();
    }
  }

  @Nested
  final class Processes extends ChildContract {
    @Override
    Context context() {
      return EveryContext.processes();
    }
  }

  @Nested
  final class VirtualThreadsInProcesses extends ChildContract {
    @Override
    Context context() {
      return EveryContext.virtualThreadsInProcesses();
    }
  }

  @Nested
  final class PlatformThreads extends ChildContract {
    @Override
    Context context() {
      return Context.platformThreads();
    }
  }

  @Nested
  final class PlatformThreadPerTask extends ChildContract {
    @Override
    Context context() {
      return Context.platformThreadPerTask();
    }
  }

  @Nested
  final class ForkJoin extends ChildContract {
    @Override
    Context context() {
      return Context.forkJoin();
    }
  }

  @Nested
  final class VirtualThreads extends ChildContract {
    @Override
    Context context() {
      return Context.virtualThreads();
    }
  }
}
