package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.task.TaskExecutor;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ContextTest {
  private static final List<String> SMALL =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Nested
  final class Serial extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return Context.serial().newExecutor(workers);
    }
  }

  @Nested
  final class Processes extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return Context.processes(pool -> pool.jvmOptions(SMALL)).newExecutor(workers);
    }
  }

  @Nested
  final class PlatformThreads extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return Context.platformThreads().newExecutor(workers);
    }
  }

  @Nested
  final class VirtualThreads extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return Context.virtualThreads().newExecutor(workers);
    }
  }

  @Test
  void haveTheirNames() {
    assertThat(
            List.of(
                Context.serial(),
                Context.processes(),
                Context.platformThreads(),
                Context.virtualThreads()))
        .extracting(Context::name)
        .containsExactly("serial", "process", "platform", "virtual");
  }

  @Test
  void refuseToWorkWithoutWorkers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Context.platformThreads().newExecutor(0))
        .withMessageContaining("at least 1 worker: 0");
  }

  @Test
  void serialRunsInTheCaller() throws Exception {
    try (TaskExecutor serial = Context.serial().newExecutor(4)) {
      Future<Thread> runner = serial.submit(Thread::currentThread);
      assertThat(runner.get()).isSameAs(Thread.currentThread());
      assertThat(serial.runsInCaller()).isTrue();
      assertThat(serial.workers()).isEqualTo(1);
    }
  }

  @Test
  void unboundedVirtualThreadsNeedNoPermit() throws Exception {
    try (TaskExecutor virtual = Context.virtualThreads().newExecutor(Integer.MAX_VALUE)) {
      assertThat(virtual.submit(() -> Thread.currentThread().isVirtual()).get()).isTrue();
    }
  }
}
