package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.task.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ContextTest {
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
      return EveryContext.processes().newExecutor(workers);
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
  final class VirtualThreadsInProcesses extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return EveryContext.virtualThreadsInProcesses().newExecutor(workers);
    }
  }

  @Nested
  final class PlatformThreadPerTask extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return Context.platformThreadPerTask().newExecutor(workers);
    }
  }

  @Nested
  final class ForkJoin extends TaskExecutorContract {
    @Override
    protected TaskExecutor newExecutor(int workers) {
      return Context.forkJoin().newExecutor(workers);
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
    List<Context> contexts =
        List.of(
            Context.serial(),
            Context.processes(),
            Context.virtualThreadsInProcesses(2, UnaryOperator.identity()),
            Context.platformThreads(),
            Context.platformThreadPerTask(),
            Context.forkJoin(),
            Context.virtualThreads());
    List<String> names =
        List.of(
            "serial",
            "process",
            "process+virtual",
            "platform",
            "platform-per-task",
            "fork-join",
            "virtual");
    assertThat(contexts).extracting(Context::name).isEqualTo(names);
    assertThat(contexts).extracting(Context::toString).isEqualTo(names);
  }

  @Test
  void refuseASizeThatIsNotTheNumberOfWorkers() {
    for (Context context :
        List.of(
            Context.processes(plan -> plan.size(3)),
            Context.virtualThreadsInProcesses(2, plan -> plan.size(3)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.newExecutor(4))
          .withMessage(
              "the settings of a context cannot set the size, which is the number of workers, 4:"
                  + " remove size(3)");
    }
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
  void aPlatformThreadServesOneTaskOnly() throws Exception {
    try (TaskExecutor perTask = Context.platformThreadPerTask().newExecutor(1)) {
      Thread first = perTask.submit(Thread::currentThread).get();
      assertThat(first.isVirtual()).isFalse();
      assertThat(perTask.submit(Thread::currentThread).get()).isNotSameAs(first);
    }
  }

  @Test
  void forkJoinStartsNoSpareThreadForATaskThatWaits() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (TaskExecutor forkJoin = Context.forkJoin().newExecutor(2)) {
      Set<Thread> runners = ConcurrentHashMap.newKeySet();
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        futures.add(
            forkJoin.submit(
                () -> {
                  runners.add(Thread.currentThread());
                  ForkJoinPool.managedBlock(new Opened(go));
                  return null;
                }));
      }
      go.countDown();
      for (Future<?> future : futures) {
        future.get();
      }
      assertThat(runners)
          .hasSizeLessThanOrEqualTo(2)
          .allMatch(ForkJoinWorkerThread.class::isInstance)
          .extracting(Thread::getContextClassLoader)
          .containsOnly(Thread.currentThread().getContextClassLoader());
    }
  }

  private record Opened(CountDownLatch latch) implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      latch.await();
      return true;
    }

    @Override
    public boolean isReleasable() {
      return latch.getCount() == 0;
    }
  }

  @Test
  void unboundedVirtualThreadsNeedNoPermit() throws Exception {
    try (TaskExecutor virtual = Context.virtualThreads().newExecutor(Integer.MAX_VALUE)) {
      assertThat(virtual.submit(() -> Thread.currentThread().isVirtual()).get()).isTrue();
    }
  }
}
