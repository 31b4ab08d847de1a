package io.lanemark.multiprocessing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a [Pool] must do on every context.
@Timeout(30)
abstract class PoolContract {
  @TempDir Path directory;

  private final List<Pool> opened = new ArrayList<>();

  /// What is tested.
  abstract Context context();

  private Pool open(int workers) {
    return open(Pool.builder(context()).workers(workers));
  }

  private Pool open(PoolBuilder builder) {
    Pool pool = builder.start();
    opened.add(pool);
    return pool;
  }

  private Pool openBeside(int workers) {
    Pool pool = open(workers);
    assumeFalse(pool.runsInCaller(), "a task has ended when it is submitted");
    return pool;
  }

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  @AfterEach
  final void closeAll() throws InterruptedException {
    for (Pool pool : opened) {
      pool.terminate();
      pool.join();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("pool-input-reader")) {
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
      }
    }
  }

  @Test
  final void appliesATask() throws Exception {
    Pool pool = open(2);
    assertThat(pool.apply(() -> "done")).isEqualTo("done");
    assertThat(pool.<Object>apply(() -> null)).isNull();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.apply(() -> failing("no")))
        .havingCause()
        .isExactlyInstanceOf(IOException.class)
        .withMessage("no");
  }

  private static Object failing(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  final void callsBackWithTheResult() throws Exception {
    CompletableFuture<Object> seen = new CompletableFuture<>();
    TaskFuture<String> future =
        open(1).applyAsync(() -> "done", seen::complete, seen::completeExceptionally);
    assertThat(seen.get()).isEqualTo("done");
    assertThat(future.get()).isEqualTo("done");
  }

  @Test
  final void callsBackWithTheFailure() {
    CompletableFuture<Object> seen = new CompletableFuture<>();
    TaskFuture<Object> future =
        open(1).applyAsync(() -> failing("no"), seen::complete, seen::completeExceptionally);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(seen::get)
        .withCauseExactlyInstanceOf(IOException.class);
    assertThat(future.state()).isEqualTo(TaskFuture.State.FAILED);
  }

  @Test
  final void aThrownCompletionExceptionIsCalledBackAsItIs() {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    TaskFuture<?> _ =
        open(1)
            .applyAsync(
                () -> {
                  throw new CompletionException("mine", null);
                },
                _ -> {},
                seen::complete);
    assertThat(seen).succeedsWithin(Duration.ofSeconds(20));
    assertThat(seen.join()).isExactlyInstanceOf(CompletionException.class).hasMessage("mine");
  }

  @Test
  final void aCallbackThatThrowsHarmsNobody() throws Exception {
    Pool pool = open(1);
    TaskFuture<Integer> future =
        pool.applyAsync(
            () -> 1,
            _ -> {
              throw new IllegalStateException("a callback that fails, for a test");
            });
    assertThat(future.get()).isEqualTo(1);
    assertThat(pool.apply(() -> 2)).isEqualTo(2);
  }

  @Test
  final void joinWaitsForCallbacks() throws Exception {
    Pool pool = open(1);
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      TaskFuture<?> _ = pool.applyAsync(() -> 1, calls::addAndGet);
    }
    pool.shutdown();
    pool.join();
    assertThat(calls).hasValue(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100})
  final void mapsInOrder(int chunkSize) throws Exception {
    List<Integer> squares = open(2).map(x -> x * x, range(20), chunkSize);
    assertThat(squares).containsExactlyElementsOf(range(20).stream().map(x -> x * x).toList());
  }

  @Test
  final void mapsInChunksOfItsOwnChoice() throws Exception {
    Pool pool = open(2);
    assertThat(pool.map(x -> x + 1, range(100_000))).hasSize(100_000).endsWith(100_000);
    assertThat(pool.map(x -> x + 1, List.of(1))).containsExactly(2);
    assertThat(pool.map(x -> x, List.of())).isEmpty();
    Iterable<Integer> noCollection = () -> range(3).iterator();
    assertThat(pool.map(x -> x, noCollection)).containsExactly(0, 1, 2);
  }

  @Test
  final void mapsWhateverSerialises() throws Exception {
    Pool pool = open(2);
    List<List<?>> lists =
        List.of(
            List.of(1L, Long.MIN_VALUE),
            List.of(0.5, Double.NaN),
            List.of("", "grüße", "𝄞", "x"),
            List.of("half a pair: \ud834", "x"),
            List.of("text", 1, 2L),
            Arrays.asList(1, null),
            Arrays.asList(null, "x"),
            List.of(List.of(1), List.of()));
    for (List<?> list : lists) {
      assertThat(pool.<Object, Object>map(x -> x, list, 10)).isEqualTo(list);
    }
  }

  @Test
  final void spreadsPairsOverTwoArguments() throws Exception {
    Pool pool = open(2);
    assertThat(pool.starmap(Math::pow, List.of(Map.entry(2.0, 3.0), Map.entry(3.0, 2.0))))
        .containsExactly(8.0, 9.0);
    assertThat(
            pool.<String, Integer, String>starmap(
                (text, times) -> text == null ? "none" : text.repeat(times),
                List.of(
                    Map.entry("a", 3), Map.entry("b", 1), new AbstractMap.SimpleEntry<>(null, 1)),
                2))
        .containsExactly("aaa", "b", "none");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  final void aMapFailsWithTheFirstFailureInTheOrderOfItsInput(int chunkSize) throws Exception {
    Pool pool = open(2);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    TaskFuture<List<Integer>> map =
        pool.mapAsync(PoolContract::refuseSevens, range(20), chunkSize, _ -> {}, seen::complete);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(map::get)
        .havingCause()
        .isExactlyInstanceOf(IOException.class)
        .withMessage("refused: 7");
    assertThat(seen.get()).isExactlyInstanceOf(IOException.class);
    assertThat(pool.map(x -> x, range(2))).containsExactly(0, 1);
  }

  private static int refuseSevens(int x) throws IOException {
    if (x % 10 == 7) {
      throw new IOException("refused: " + x);
    }
    return x;
  }

  @Test
  final void callsBackWithAllResultsOfAMap() throws Exception {
    CompletableFuture<List<Integer>> seen = new CompletableFuture<>();
    TaskFuture<?> _ =
        open(2).mapAsync(x -> x, range(5), seen::complete, seen::completeExceptionally);
    assertThat(seen.get()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  final void aCancelledMapCancelsItsChunks() throws Exception {
    Pool pool = openBeside(1);
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    TaskFuture<List<String>> map =
        pool.mapAsync(
            _ -> {
              began.open();
              return never.await();
            },
            range(5),
            1);
    began.await();
    assertThat(map.cancel(true)).isTrue();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(map::get);
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  @Test
  final void anExceptionThatDoesNotSerialiseIsToldAllTheSame() {
    Pool pool = open(1);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.map(PoolContract::throwUnserialisable, range(2)))
        .havingCause()
        .withMessageContaining("holds a thread");
  }

  private static Object throwUnserialisable(int ignored) {
    throw new HoldsAThread();
  }

  private static final class HoldsAThread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"}) // That it does not serialise is what it is for.
    private final Object thread = Thread.currentThread();

    HoldsAThread() {
      super("holds a thread");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  final void takesResultsOfAnEndlessInputInOrder(int chunkSize) {
    Pool pool = open(2);
    try (Results<Integer> results =
        pool.imap(x -> 2 * x, PoolContract::naturalNumbers, chunkSize)) {
      for (int i = 0; i < 50; i++) {
        assertThat(results.next()).isEqualTo(2 * i);
      }
    }
  }

  private static Iterator<Integer> naturalNumbers() {
    return Stream.iterate(0, x -> x + 1).iterator();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  final void readsNoFurtherAheadThanItMay(boolean ordered) {
    Pool pool = open(Pool.builder(context()).workers(2).lookAhead(4));
    AtomicInteger read = new AtomicInteger();
    Iterable<Integer> inputs = () -> Stream.generate(read::incrementAndGet).iterator();
    Results<Integer> results =
        ordered ? pool.imap(x -> x, inputs, 3) : pool.imapUnordered(x -> x, inputs, 3);
    for (int taken = 1; taken <= 60; taken++) {
      results.next();
      int takenChunks = (taken + 2) / 3;
      // A stream's iterator reads one further than it was asked to.
      assertThat(read.get()).isLessThanOrEqualTo(3 * (takenChunks + 4) + 1);
    }
  }

  @Test
  final void takesResultsAsTheyCome() throws Exception {
    Pool pool = openBeside(2);
    FileLatch go = latch("go");
    Results<Integer> results =
        pool.imapUnordered(
            x -> {
              if (x == 0) {
                go.await();
              }
              return x;
            },
            range(3));
    assertThat(List.of(results.next(), results.next())).containsExactlyInAnyOrder(1, 2);
    go.open();
    assertThat(results.next()).isEqualTo(0);
    assertThat(results.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  final void whatTheInputThrowsComesLastAndHarmsNobody(boolean ordered) throws Exception {
    Pool pool = open(2);
    IllegalStateException thrown = new IllegalStateException("out of numbers");
    Results<Integer> results =
        ordered
            ? pool.imap(x -> x, upToTwoThen(thrown), 2)
            : pool.imapUnordered(x -> x, upToTwoThen(thrown), 2);
    assertThat(List.of(results.next(), results.next(), results.next()))
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(results.hasNext()).isTrue();
    assertThatIllegalStateException().isThrownBy(results::next).isSameAs(thrown);
    assertThat(results.hasNext()).isFalse();
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  private static Iterable<Integer> upToTwoThen(RuntimeException thrown) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            if (next == 3) {
              throw thrown;
            }
            return next++;
          }
        };
  }

  @Test
  final void anInputThatCannotBeReadAtAllFailsItsResultsOnly() throws Exception {
    Pool pool = open(1);
    Results<Object> results =
        pool.imap(
            x -> x,
            () -> {
              throw new IllegalStateException("no iterator");
            });
    assertThatIllegalStateException().isThrownBy(results::next).withMessage("no iterator");
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 50})
  final void oneElementsFailureIsItsOwn(int chunkSize) {
    Results<Integer> results = open(2).imap(PoolContract::refuseSevens, range(20), chunkSize);
    for (int i = 0; i < 20; i++) {
      assertThat(results.hasNext()).isTrue();
      if (i % 10 == 7) {
        assertThatExceptionOfType(CompletionException.class)
            .isThrownBy(results::next)
            .havingCause()
            .isExactlyInstanceOf(IOException.class)
            .withMessage("refused: " + i);
      } else {
        assertThat(results.next()).isEqualTo(i);
      }
    }
    assertThat(results.hasNext()).isFalse();
  }

  @Test
  final void waitsForAResultNoLongerThanAskedTo() throws Exception {
    Pool pool = openBeside(1);
    FileLatch go = latch("go");
    Results<String> results = pool.imap(_ -> go.await(), range(1));
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> results.next(Duration.ofMillis(1)));
    go.open("gone");
    assertThat(results.next(Duration.ofSeconds(20))).isEqualTo("gone");
  }

  @Test
  final void anInterruptedTakerMayTakeAgain() throws Exception {
    Pool pool = openBeside(1);
    FileLatch go = latch("go");
    Results<String> results = pool.imap(_ -> go.await(), range(1));
    assertThat(results.hasNext()).isTrue();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(results::next)
        .withCauseExactlyInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    go.open("gone");
    assertThat(results.next()).isEqualTo("gone");
  }

  @Test
  final void closedResultsAreCancelled() throws Exception {
    Pool pool = openBeside(1);
    FileLatch never = latch("never");
    Results<String> results = pool.imap(_ -> never.await(), Collections.nCopies(1000, 0));
    assertThat(results.hasNext()).isTrue();
    results.close();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(results::next);
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  @Test
  final void refusesAChunkOfNothing() {
    Pool pool = open(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.map(x -> x, range(1), 0))
        .withMessage("a chunk needs at least 1 element: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.imap(x -> x, range(1), -1))
        .withMessage("a chunk needs at least 1 element: -1");
  }

  @Test
  final void refusesToJoinBeforeItWasClosed() {
    Pool pool = open(1);
    assertThatIllegalStateException()
        .isThrownBy(pool::join)
        .withMessage("the pool still takes work: shutdown, close or terminate it before join");
  }

  @Test
  final void takesNoMoreOnceClosed() throws Exception {
    Pool pool = open(1);
    pool.close();
    pool.join();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.apply(() -> 1))
        .withMessage("the pool was closed and takes no more work");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.map(x -> x, range(1)));
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.imap(x -> x, range(1)));
  }

  @Test
  final void whatWasTakenRunsAfterAShutdown() throws Exception {
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
  final void closeDoesNotWaitForResultsThatNobodyTakes() {
    Pool pool = open(1);
    Results<Integer> results = pool.imap(x -> x, PoolContract::naturalNumbers);
    assertThat(results.next()).isZero();
    pool.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> results.forEachRemaining(_ -> {}))
        .withMessage("the pool was closed before this input was read to its end");
  }

  @Test
  final void terminateEndsAllThatWait() throws Exception {
    Pool pool = openBeside(1);
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    TaskFuture<String> running =
        pool.applyAsync(
            () -> {
              began.open();
              return never.await();
            });
    TaskFuture<Integer> waiting = pool.applyAsync(() -> 1);
    TaskFuture<List<Integer>> map = pool.mapAsync(x -> x, range(10), 1);
    Results<Integer> results = pool.imap(x -> x, PoolContract::naturalNumbers);
    began.await();
    pool.terminate();
    for (TaskFuture<?> future : List.of(running, waiting, map)) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> future.get(20, SECONDS));
    }
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> results.forEachRemaining(_ -> {}));
    pool.join();
  }

  @Test
  final void anInterruptedCloseTerminates() {
    Pool pool = openBeside(1);
    FileLatch never = latch("never");
    TaskFuture<String> running = pool.applyAsync(never::await);
    Thread.currentThread().interrupt();
    pool.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(running::get);
  }

  @Test
  final void initialisesEachJvmBeforeItsFirstTask() throws Exception {
    String key = "lanemark.test." + directory.getFileName();
    Pool pool =
        open(
            Pool.builder(context())
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
  final void tellsWhyItsInitializerFailed() {
    PoolBuilder builder =
        Pool.builder(context())
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
  final void refusesSettingsThatMakeNoSense() {
    PoolBuilder builder = Pool.builder(context());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.workers(0))
        .withMessage("a pool needs at least 1 worker: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.lookAhead(0))
        .withMessage("an imap sends at least 1 chunk ahead: 0");
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
