package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.multiprocessing.Signal;
import io.lanemark.task.SerializableCallable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers that run several tasks at once, in virtual threads.
@Timeout(300)
final class SeveralTasksPerWorkerTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path directory;

  private static ProcessPoolBuilder plan(int workers, int tasks) {
    return ProcessPool.builder().size(workers).virtualThreads(tasks).jvmOptions(SMALL);
  }

  private static ProcessPool start(int workers, int tasks) {
    return plan(workers, tasks).start();
  }

  /// Says in which process it runs, and waits.
  private record Wait(FileLatch began, FileLatch go) implements SerializableCallable<String> {
    @Override
    public String call() throws InterruptedException {
      began.open(ProcessHandle.current().pid() + " " + Thread.currentThread().isVirtual());
      return go.await();
    }
  }

  private List<Future<String>> submitAndAwait(ProcessPool pool, int tasks, FileLatch go)
      throws InterruptedException {
    List<Future<String>> futures = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      futures.add(pool.submit(new Wait(began(task), go)));
    }
    for (int task = 0; task < tasks; task++) {
      assertThat(began(task).awaitFrom(futures.get(task))).endsWith(" true");
    }
    return futures;
  }

  private FileLatch began(int task) {
    return FileLatch.in(directory, "began-" + task);
  }

  private long pidOf(int task) throws InterruptedException {
    return Long.parseLong(began(task).await().split(" ", 2)[0]);
  }

  @Test
  void aWorkerThatDiesTakesItsOwnTasksAndNoOther() throws Exception {
    FileLatch go = FileLatch.in(directory, "go");
    try (ProcessPool pool = start(2, 8)) {
      assertThat(pool.workers()).isEqualTo(8);
      List<Future<String>> futures = submitAndAwait(pool, 8, go);
      long victim = pidOf(0);
      Future<Integer> queued = pool.submit(() -> 42);
      Signal.KILL.sendTo(victim);
      int died = 0;
      for (int task = 0; task < 8; task++) {
        if (pidOf(task) == victim) {
          died++;
          assertThat(futures.get(task))
              .failsWithin(60, SECONDS)
              .withThrowableOfType(ExecutionException.class)
              .withCauseInstanceOf(WorkerDiedException.class);
        } else {
          assertThat(futures.get(task)).isNotDone();
        }
      }
      assertThat(died).isEqualTo(4);
      assertThat(queued.get(60, SECONDS)).isEqualTo(42);
      go.open("done");
      for (int task = 0; task < 8; task++) {
        if (pidOf(task) != victim) {
          assertThat(futures.get(task).get(60, SECONDS)).isEqualTo("done");
        }
      }
    }
  }

  @Test
  void anInterruptReachesItsTaskAndNoOther() throws Exception {
    FileLatch go = FileLatch.in(directory, "go");
    try (ProcessPool pool = start(1, 4)) {
      List<Future<String>> futures = submitAndAwait(pool, 4, go);
      Future<String> next = pool.submit(new Wait(began(4), go));
      assertThat(futures.get(2).cancel(true)).isTrue();
      began(4).awaitFrom(next);
      go.open("done");
      assertThat(next.get(60, SECONDS)).isEqualTo("done");
      for (int task : List.of(0, 1, 3)) {
        assertThat(futures.get(task).get(60, SECONDS)).isEqualTo("done");
      }
    }
  }

  @Test
  void everyTaskEndsOnceWhileWorkersAreKilled() throws Exception {
    int tasks = 5_000;
    Random random = new Random(25);
    Semaphore room = new Semaphore(64);
    AtomicInteger deaths = new AtomicInteger();
    Map<Integer, Integer> ends = new ConcurrentHashMap<>();
    Queue<String> trouble = new ConcurrentLinkedQueue<>();
    CountDownLatch ended = new CountDownLatch(tasks);
    // On a busy machine each kill may hit a worker that boots.
    try (ProcessPool pool = plan(2, 32).bootAttempts(10).start()) {
      for (int task = 0; task < tasks; task++) {
        int number = task;
        room.acquire();
        pool.submit(() -> number)
            .whenComplete(
                (result, thrown) -> {
                  if (thrown instanceof WorkerDiedException) {
                    deaths.incrementAndGet();
                  } else if (thrown != null || result != number) {
                    trouble.add(
                        String.format(Locale.ROOT, "%d gave %s, %s", number, result, thrown));
                  }
                  ends.merge(number, 1, Integer::sum);
                  room.release();
                  ended.countDown();
                });
        if (task % 1_000 == 500) {
          List<Long> pids = pool.pids();
          Optional<ProcessHandle> worker = ProcessHandle.of(pids.get(random.nextInt(pids.size())));
          if (worker.isPresent()) {
            Signal.KILL.sendTo(worker.get());
          }
        }
      }
      assertThat(ended.await(120, SECONDS)).isTrue();
    }
    assertThat(trouble).isEmpty();
    assertThat(ends).hasSize(tasks).allSatisfy((_, times) -> assertThat(times).isOne());
    assertThat(deaths.get()).isLessThan(5 * 32);
  }

  @Test
  void aWorkerWithoutAThreadIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start(4, 3))
        .withMessage("4 workers need at least as many virtual threads: 3");
  }
}
