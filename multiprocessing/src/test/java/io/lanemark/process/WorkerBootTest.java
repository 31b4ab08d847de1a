package io.lanemark.process;

import static io.lanemark.process.OpenedPools.SMALL;
import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.multiprocessing.FileLatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How workers start, and what becomes of a pool of which the workers do not.
@Timeout(300)
final class WorkerBootTest {
  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  @Test
  void workersAreStartedAsTold() throws Exception {
    ProcessPool pool =
        pools.start(
            small(2)
                .environment(Map.of("LANEMARK_TEST", "set"))
                .workingDirectory(directory)
                .initializer(
                    worker -> System.setProperty("seen", worker.name() + " of " + worker.size())));
    assertThat(pool.inEachJvm(() -> System.getProperty("seen")))
        .containsExactly("worker-1 of 2", "worker-2 of 2");
    assertThat(pool.submit(() -> System.getenv("LANEMARK_TEST")).get()).isEqualTo("set");
    assertThat(pool.submit(() -> Path.of("").toRealPath().toString()).get())
        .isEqualTo(directory.toRealPath().toString());
    assertThatIllegalArgumentException().isThrownBy(() -> small(0)).withMessageContaining("0");
    assertThat(pool.toString())
        .matches("process-pool-\\d+\\[running, 2 of 2 workers, 0 tasks assigned, 0 queued]");
  }

  @Test
  void aTaskMayStartAPoolOfItsOwn() throws Exception {
    ProcessPool pool = pools.start(small(1));
    assertThat(pool.submit(WorkerBootTest::answerFromBelow).get(60, SECONDS)).isEqualTo(42);
  }

  private static int answerFromBelow() throws Exception {
    try (ProcessPool below = small(1).start()) {
      return below.submit(() -> 42).get();
    }
  }

  /// By then it may be so: then it takes no task, and says the same.
  private static void assertIsBroken(ProcessPool pool, String... reasons) {
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> pool.submit(() -> 1).get(60, SECONDS))
        .withCauseExactlyInstanceOf(WorkerBootException.class)
        .satisfies(e -> assertThat(e).hasMessageContainingAll(reasons));
  }

  @Test
  void anInitializerThatFailsBreaksThePoolAfterThreeTries() throws Exception {
    String tries = directory.toString();
    ProcessPool pool =
        pools.start(
            small(1)
                .initializer(
                    worker -> {
                      FileLatch.in(Path.of(tries), "try-" + ProcessHandle.current().pid()).open();
                      throw new IllegalStateException("no licence for " + worker.name());
                    }));
    assertIsBroken(pool, "no licence for worker-1");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> 1))
        .withMessageContaining("no licence");
    assertThat(directory.toFile().list()).hasSize(3);
  }

  @Test
  void anInitializerThatCannotTellItsFailureBreaksThePool() {
    ProcessPool pool =
        pools.start(
            small(1)
                .initializer(
                    _ -> {
                      throw new Speechless();
                    }));
    assertIsBroken(pool, "Speechless");
  }

  @Test
  void aJvmThatDoesNotStartBreaksThePool() {
    ProcessPool pool = pools.start(small(2).jvmOptions(List.of("-XX:NoSuchOption")));
    assertIsBroken(pool, "NoSuchOption");
  }

  @Test
  void aBusyCommonPoolDelaysNoNews() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> busy = new ArrayList<>();
    try {
      for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
        busy.add(ForkJoinPool.commonPool().submit(() -> awaitUninterruptibly(go)));
      }
      ProcessPool pool = pools.start(small(1).jvmOptions(List.of("-XX:NoSuchOption")));
      assertIsBroken(pool, "NoSuchOption");
      ChildProcess child =
          ChildProcess.start(JvmSettings.ofThisJvm().withOptions(SMALL), "child", () -> 1, 1 << 20);
      assertThat(child.exitCode().get(60, SECONDS)).isZero();
    } finally {
      go.countDown();
    }
    for (Future<?> each : busy) {
      each.get(60, SECONDS);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }

  @Test
  void anEnvironmentThatNoProcessCanHaveBreaksThePool() {
    ProcessPool pool = pools.start(small(1).environment(Map.of("A=B", "C")));
    assertIsBroken(pool, "worker-1 could not be started", "A=B");
  }

  @Test
  void anInterruptWhileWorkersBootBreaksNoPool() throws Exception {
    ProcessPool pool = pools.start(small(1).bootAttempts(1));
    while (pool.stats().workersStarted() == 0) {
      Thread.sleep(1);
    }
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("process-pool-\\d+-worker-1"))
        .forEach(Thread::interrupt);
    assertServes(pool);
  }
}
