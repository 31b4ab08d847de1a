package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tasks and functions applied to lists: `apply`, `map`, `starmap`, on every context.
final class PoolMapTest extends PoolContract {
  @Test
  void appliesATask() throws Exception {
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
  void callsBackWithTheResult() throws Exception {
    CompletableFuture<Object> seen = new CompletableFuture<>();
    TaskFuture<String> future =
        open(1).applyAsync(() -> "done", seen::complete, seen::completeExceptionally);
    assertThat(seen.get()).isEqualTo("done");
    assertThat(future.get()).isEqualTo("done");
  }

  @Test
  void callsBackWithTheFailure() {
    CompletableFuture<Object> seen = new CompletableFuture<>();
    TaskFuture<Object> future =
        open(1).applyAsync(() -> failing("no"), seen::complete, seen::completeExceptionally);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(seen::get)
        .withCauseExactlyInstanceOf(IOException.class);
    assertThat(future.state()).isEqualTo(TaskFuture.State.FAILED);
  }

  @Test
  void aThrownCompletionExceptionIsCalledBackAsItIs() {
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
  void aCallbackThatThrowsHarmsNobody() throws Exception {
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

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100})
  void mapsInOrder(int chunkSize) throws Exception {
    List<Integer> squares = open(2).map(x -> x * x, range(20), chunkSize);
    assertThat(squares).containsExactlyElementsOf(range(20).stream().map(x -> x * x).toList());
  }

  @Test
  void mapsInChunksOfItsOwnChoice() throws Exception {
    Pool pool = open(2);
    assertThat(pool.map(x -> x + 1, range(100_000))).hasSize(100_000).endsWith(100_000);
    assertThat(pool.map(x -> x + 1, List.of(1))).containsExactly(2);
    assertThat(pool.map(x -> x, List.of())).isEmpty();
    Iterable<Integer> noCollection = () -> range(3).iterator();
    assertThat(pool.map(x -> x, noCollection)).containsExactly(0, 1, 2);
  }

  @Test
  void mapsWhateverSerialises() throws Exception {
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
  void spreadsPairsOverTwoArguments() throws Exception {
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
  void aMapFailsWithTheFirstFailureInTheOrderOfItsInput(int chunkSize) throws Exception {
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

  @Test
  void callsBackWithAllResultsOfAMap() throws Exception {
    CompletableFuture<List<Integer>> seen = new CompletableFuture<>();
    TaskFuture<?> _ =
        open(2).mapAsync(x -> x, range(5), seen::complete, seen::completeExceptionally);
    assertThat(seen.get()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aCancelledMapCancelsItsChunks() throws Exception {
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
    began.awaitFrom(map);
    assertThat(map.cancel(true)).isTrue();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(map::get);
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  @Test
  void anExceptionThatDoesNotSerialiseIsToldAllTheSame() {
    Pool pool = open(1);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.map(PoolMapTest::throwUnserialisable, range(2)))
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

  @Test
  void refusesAChunkOfNothing() {
    Pool pool = open(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.map(x -> x, range(1), 0))
        .withMessage("a chunk needs at least 1 element: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool.imap(x -> x, range(1), -1))
        .withMessage("a chunk needs at least 1 element: -1");
  }
}
