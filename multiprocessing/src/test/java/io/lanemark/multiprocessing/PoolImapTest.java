package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions applied to inputs that are read meanwhile: `imap`, `imapUnordered`, on every context.
final class PoolImapTest extends PoolContract {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void takesResultsOfAnEndlessInputInOrder(int chunkSize) {
    Pool pool = open(2);
    try (Results<Integer> results =
        pool.imap(x -> 2 * x, PoolContract::naturalNumbers, chunkSize)) {
      for (int i = 0; i < 50; i++) {
        assertThat(results.next()).isEqualTo(2 * i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsNoFurtherAheadThanItMay(boolean ordered) {
    Pool pool = open(Pool.builder(context).workers(2).lookAhead(4));
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
  void takesResultsAsTheyCome() throws Exception {
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
  void whatTheInputThrowsComesLastAndHarmsNobody(boolean ordered) throws Exception {
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
  void anInputThatInterruptsItsReaderIsReadOn() {
    Pool pool = openBeside(2);
    Iterable<Integer> inputs =
        () -> range(20).stream().peek(_ -> Thread.currentThread().interrupt()).iterator();
    List<Integer> results = new ArrayList<>();
    pool.imap(x -> x, inputs).forEachRemaining(results::add);
    assertThat(results).isEqualTo(range(20));
  }

  @Test
  void anInputThatCannotBeReadAtAllFailsItsResultsOnly() throws Exception {
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
  void oneElementsFailureIsItsOwn(int chunkSize) {
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
  void waitsForAResultNoLongerThanAskedTo() throws Exception {
    Pool pool = openBeside(1);
    FileLatch go = latch("go");
    Results<String> results = pool.imap(_ -> go.await(), range(1));
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> results.next(Duration.ofMillis(1)));
    go.open("gone");
    assertThat(results.next(ChronoUnit.FOREVER.getDuration())).isEqualTo("gone");
  }

  @Test
  void anInterruptedTakerMayTakeAgain() throws Exception {
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
  void closedResultsAreCancelled() throws Exception {
    Pool pool = openBeside(1);
    FileLatch never = latch("never");
    Results<String> results = pool.imap(_ -> never.await(), Collections.nCopies(1000, 0));
    assertThat(results.hasNext()).isTrue();
    results.close();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(results::next);
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }
}
