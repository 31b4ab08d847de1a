package io.lanemark.multiprocessing;

import org.junit.jupiter.api.Nested;

/// [Pool] on every context.
final class PoolTest {
  @Nested
  final class Serial extends PoolContract {
    @Override
    Context context() {
      return Context.serial();
    }
  }

  @Nested
  final class Processes extends PoolContract {
    @Override
    Context context() {
      return EveryContext.processes();
    }
  }

  @Nested
  final class VirtualThreadsInProcesses extends PoolContract {
    @Override
    Context context() {
      return EveryContext.virtualThreadsInProcesses();
    }
  }

  @Nested
  final class PlatformThreads extends PoolContract {
    @Override
    Context context() {
      return Context.platformThreads();
    }
  }

  @Nested
  final class PlatformThreadPerTask extends PoolContract {
    @Override
    Context context() {
      return Context.platformThreadPerTask();
    }
  }

  @Nested
  final class ForkJoin extends PoolContract {
    @Override
    Context context() {
      return Context.forkJoin();
    }
  }

  @Nested
  final class VirtualThreads extends PoolContract {
    @Override
    Context context() {
      return Context.virtualThreads();
    }
  }
}
