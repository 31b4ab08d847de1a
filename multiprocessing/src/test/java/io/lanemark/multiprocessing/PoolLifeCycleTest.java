package io.lanemark.multiprocessing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How a pool begins and ends, on every context.
final class PoolLifeCycleTest extends PoolContract {
  @Test
  void joinWaitsForCallbacks() throws Exception {
    Pool pool = open(1);
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      TaskFuture<?> _ = pool.applyAsync(() -> 1, calls::addAndGet);
    }
    pool.shutdown();
    pool.join();
    assertThat(calls).hasValue(10);
  }

  @Test
  void refusesToJoinBeforeItWasClosed() {
    Pool pool = open(1);
    assertThatIllegalStateException()
        .isThrownBy(pool::join)
        .withMessage("the pool still accepts work: call shutdown, close or terminate before join");
  }

  @Test
  void takesNoMoreOnceClosed() throws Exception {
    Pool pool = open(1);
    pool.close();
    pool.join();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.apply(() -> 1))
        .withMessage("the pool was closed and accepts no more work");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.map(x -> x, range(1)));
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.imap(x -> x, range(1)));
  }

  @Test
  void whatWasTakenRunsAfterAShutdown() throws Exception {
    Pool pool = openBeside(1);
    FileLatch go = latch("go");
    TaskFuture<String> running = pool.applyAsync(go::await);
    TaskFuture<List<Integer>> waiting = pool.mapAsync(x -> x, range(3), 1);
    Results<Integer> read = pool.imap(x -> x, range(30));
    pool.shutdown();
    go.open("gone");
    assertThat(running.get()).isEqualTo("gone");
    assertThat(waiting.get()).containsExactly(0, 1, 2);
    List<Integer> results = new ArrayList<>();
    read.forEachRemaining(results::add);
    assertThat(results).isEqualTo(range(30));
    pool.join();
  }

  @Test
  void closeDoesNotWaitForResultsThatNobodyTakes() {
    Pool pool = open(1);
    Results<Integer> results = pool.imap(x -> x, PoolContract::naturalNumbers);
    assertThat(results.next()).isZero();
    pool.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> results.forEachRemaining(_ -> {}))
        .withMessage("the pool was closed before it had read all of this input");
  }

  @Test
  void terminateEndsAllThatWait() throws Exception {
    Pool pool = openBeside(1);
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    TaskFuture<String> running =
        pool.applyAsync(
            () -> {
              began.open();
              return never.await();
            });
    began.awaitFrom(running);
    TaskFuture<Integer> waiting = pool.applyAsync(() -> 1);
    TaskFuture<List<Integer>> map = pool.mapAsync(x -> x, range(10), 1);
    Results<Integer> results = pool.imap(x -> x, PoolContract::naturalNumbers);
    pool.terminate();
    for (TaskFuture<?> future : List.of(running, waiting, map)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> future.get(60, SECONDS));
    }
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> results.forEachRemaining(_ -> {}));
    pool.join();
  }

  @Test
  void anInterruptedCloseTerminates() {
    Pool pool = openBeside(1);
    FileLatch never = latch("never");
    TaskFuture<String> running = pool.applyAsync(never::await);
    Thread.currentThread().interrupt();
    pool.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(running::get);
  }

  @Test
  void initialisesEachJvmBeforeItsFirstTask() throws Exception {
    String key = "lanemark.test." + directory.getFileName();
    Pool pool =
        open(
            Pool.builder(context)
                .workers(2)
                .initializer(_ -> System.setProperty(key, "initialised")));
    try {
      assertThat(pool.map(_ -> System.getProperty(key, "not"), range(8), 1))
          .containsOnly("initialised");
    } finally {
      System.clearProperty(key);
    }
  }

  @Test
  void tellsWhyItsInitializerFailed() {
    PoolBuilder builder =
        Pool.builder(context)
            .workers(1)
            .initializer(
                _ -> {
                  throw new IOException("no initialisation today");
                });
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> open(builder).apply(() -> 1))
        .withStackTraceContaining("no initialisation today");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    PoolBuilder builder = Pool.builder(context);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.workers(0))
        .withMessage("a pool needs at least 1 worker: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.lookAhead(0))
        .withMessage("the look-ahead must be at least 1 chunk: 0");
  }
}
