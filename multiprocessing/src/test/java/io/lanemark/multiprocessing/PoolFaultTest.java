package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.process.WorkerDiedException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What befalls a whole chunk of a pool of processes.
@Timeout(300)
final class PoolFaultTest {
  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static int haltAtFive(int x) {
    if (x == 5) {
      Runtime.getRuntime().halt(3);
    }
    return x;
  }

  @Test
  void aDeadWorkerFailsItsMapOnly() throws Exception {
    try (Pool pool = EveryContext.processes().pool(2)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.map(PoolFaultTest::haltAtFive, range(20), 4))
          .withCauseInstanceOf(WorkerDiedException.class)
          .withMessageContaining("elements 4 to 7 of a lambda");
      assertThat(pool.map(x -> x, range(20))).isEqualTo(range(20));
    }
  }

  @Test
  void aDeadWorkerIsTheOutcomeOfEachElementOfItsChunk() {
    try (Pool pool = EveryContext.processes().pool(2)) {
      Results<Integer> results = pool.imap(PoolFaultTest::haltAtFive, range(20), 4);
      for (int i = 0; i < 20; i++) {
        if (i >= 4 && i < 8) {
          assertThatExceptionOfType(CompletionException.class)
              .isThrownBy(results::next)
              .withCauseInstanceOf(WorkerDiedException.class);
        } else {
          assertThat(results.next()).isEqualTo(i);
        }
      }
      assertThat(results.hasNext()).isFalse();
    }
  }

  @Test
  void whatDoesNotSerialiseIsRefusedByNameAndHarmsNobody() throws Exception {
    try (Pool pool = EveryContext.processes().pool(1)) {
      List<Object> inputs = List.of("x", new Object());
      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> pool.map(x -> x, inputs))
          .withMessageContaining("java.lang.Object is not serialisable");
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.map(_ -> new Object(), range(2)))
          .withMessageContaining("java.lang.Object is not serialisable");
      Results<Object> results = pool.imap(x -> x, inputs);
      assertThat(results.next()).isEqualTo("x");
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(results::next)
          .withCauseInstanceOf(RejectedExecutionException.class);
      assertThat(pool.apply(() -> 1)).isEqualTo(1);
    }
  }

  @Test
  void chunksForWhichThereIsNoThreadFail() {
    ThreadFactory none =
        _ -> {
          throw new OutOfMemoryError("no more threads, for a test");
        };
    try (Pool pool =
        new Pool(new ThreadTaskExecutor(Executors.newThreadPerTaskExecutor(none), 1, false), 1)) {
      Results<Integer> results = pool.imap(x -> x, range(2));
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(CompletionException.class)
            .isThrownBy(results::next)
            .withCauseInstanceOf(OutOfMemoryError.class);
      }
      assertThat(results.hasNext()).isFalse();
    }
  }

  @Test
  void noPoolIsStartedWhileAClassIsInitialisedInAWorker() {
    try (Pool pool = EveryContext.processes().pool(1)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.apply(() -> StartsAPool.POOL.workers()))
          .withStackTraceContaining("a pool cannot be started while " + StartsAPool.class.getName())
          .withStackTraceContaining("start it in main, not in a static field");
    }
  }

  private static final class StartsAPool {
    static final Pool POOL = Context.processes().pool(1);

    private StartsAPool() {}
  }
}
