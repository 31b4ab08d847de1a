package io.lanemark.process;

import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.deathOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.task.TaskFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The end of a pool, in order and at once: what still runs, what is given back, what is killed.
@Timeout(300)
final class PoolShutdownTest {
  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  @Test
  void workersLeaveInOrder() throws Exception {
    FileLatch hook = latch("hook");
    ProcessPool pool = pools.start(small(1));
    pool.submit(
            () -> {
              Runtime.getRuntime().addShutdownHook(new Thread(hook::open));
              return null;
            })
        .get();
    pool.close();
    assertThat(hook.isOpen()).isTrue();
  }

  @Test
  void shutdownRunsTenThousandQueuedTasks() throws Exception {
    ProcessPool pool = pools.start(small(2));
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int n = i;
      futures.add(pool.submit(() -> n));
    }
    pool.close();
    for (int i = 0; i < 10_000; i++) {
      assertThat(futures.get(i).resultNow()).isEqualTo(i);
    }
  }

  @Test
  void shutdownNowWithTenThousandQueuedGivesBackWhatHadNotBegun() throws Exception {
    ProcessPool pool = pools.start(small(2));
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int n = i;
      futures.add(pool.submit(() -> n));
    }
    List<Runnable> waiting = pool.shutdownNow();
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
    waiting.forEach(Runnable::run);
    for (int i = 0; i < 10_000; i++) {
      TaskFuture<Integer> future = futures.get(i);
      assertThat(future.isDone()).isTrue();
      if (future.state() == Future.State.SUCCESS) {
        assertThat(future.resultNow()).isEqualTo(i);
      } else {
        assertThat(future.exceptionNow())
            .isInstanceOfAny(WorkerDiedException.class, InterruptedException.class);
      }
    }
  }

  @Test
  void submittingWhileItIsShutDownLosesNothing() throws Exception {
    ProcessPool pool = pools.start(small(2));
    ConcurrentLinkedQueue<TaskFuture<Integer>> accepted = new ConcurrentLinkedQueue<>();
    CountDownLatch busy = new CountDownLatch(8);
    List<FutureTask<Void>> submitters = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FutureTask<Void> submitter = new FutureTask<>(() -> submitUntilRefused(pool, accepted, busy));
      submitters.add(submitter);
      Thread.ofPlatform().start(submitter);
    }
    busy.await();
    pool.shutdown();
    for (FutureTask<Void> submitter : submitters) {
      submitter.get(60, SECONDS);
    }
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
    assertThat(accepted).isNotEmpty().allMatch(future -> future.resultNow() == 1);
  }

  /// Opens the latch even if it fails, and says so in what it throws.
  private static @Nullable Void submitUntilRefused(
      ProcessPool pool, Collection<TaskFuture<Integer>> accepted, CountDownLatch busy) {
    try {
      while (true) {
        accepted.add(pool.submit(() -> 1));
        busy.countDown();
      }
    } catch (RejectedExecutionException e) {
      return null;
    } finally {
      while (busy.getCount() > 0) {
        busy.countDown();
      }
    }
  }

  @Test
  void aCallbackMayShutThePoolDown() throws Exception {
    ProcessPool pool = pools.start(small(2));
    pool.submit(() -> 1).whenComplete((_, _) -> pool.shutdown());
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
    ProcessPool other = pools.start(small(2));
    other.submit(() -> 1).whenComplete((_, _) -> other.shutdownNow());
    assertThat(other.awaitTermination(60, SECONDS)).isTrue();
  }

  @Test
  void anInitializerThatHangsDoesNotKeepAPoolThatIsShutDown() throws Exception {
    FileLatch began = latch("began");
    FileLatch go = latch("go");
    FileLatch never = latch("never");
    FileLatch hangs = latch("hangs");
    ProcessPool pool =
        pools.start(
            small(2)
                .grace(Duration.ofMillis(100))
                .initializer(
                    worker -> {
                      if (worker.index() == 1) {
                        never.awaitAfter(hangs);
                      }
                    }));
    Future<String> running = pool.submit(() -> go.awaitAfter(began));
    began.awaitFrom(running);
    hangs.awaitFrom(running);
    Future<Integer> queued = pool.submit(() -> 2);
    pool.shutdown();
    go.open("gone");
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
    assertThat(running.resultNow()).isEqualTo("gone");
    assertThat(queued.resultNow()).isEqualTo(2);
  }

  @Test
  void aTaskThatIgnoresInterruptsIsKilledAfterTheGracePeriod() throws Exception {
    ProcessPool pool = pools.start(small(1).grace(Duration.ofMillis(100)));
    FileLatch began = latch("began");
    Future<?> deaf = pool.submit(() -> ignoreInterrupts(began));
    began.awaitFrom(deaf);
    pool.shutdownNow();
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
    assertThat(deathOf(deaf).signal()).hasValue(9);
  }

  private static Object ignoreInterrupts(FileLatch began) {
    began.open();
    while (!Thread.currentThread().getName().isEmpty()) {
      Thread.interrupted();
      Thread.onSpinWait();
    }
    return began;
  }
}
