package io.lanemark.multiprocessing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.task.TaskFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// Whatever code of the user throws, also what it did not declare, nobody waits for ever: on every
/// context.
final class PoolThrowingTest extends PoolContract {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String MESSAGE = "thrown by a test";

  /// Where an input throws.
  enum Stage {
    ITERATOR,
    HAS_NEXT,
    NEXT
  }

  /// Has one element, then throws; or throws at once.
  private record Input(Anything anything, Stage stage) implements Iterable<Integer> {
    @Override
    public Iterator<Integer> iterator() {
      if (stage == Stage.ITERATOR) {
        throw anything.raise();
      }
      return new Iterator<>() {
        private boolean taken;

        @Override
        public boolean hasNext() {
          if (taken && stage == Stage.HAS_NEXT) {
            throw anything.raise();
          }
          return true;
        }

        @Override
        public Integer next() {
          if (taken) {
            throw anything.raise();
          }
          taken = true;
          return 1;
        }
      };
    }
  }

  private static List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (Anything anything : Anything.values()) {
      for (Stage stage : Stage.values()) {
        inputs.add(new Input(anything, stage));
      }
    }
    return inputs;
  }

  @Test
  void anInputOfImapThrowsWhateverItLikes() throws Exception {
    Pool pool = open(1);
    for (Input input : inputs()) {
      for (Results<Integer> results :
          List.of(pool.imap(x -> x, input), pool.imapUnordered(x -> x, input, 3))) {
        if (input.stage() != Stage.ITERATOR) {
          assertThat(results.next(LONG)).as(input.toString()).isEqualTo(1);
        }
        assertThatThrownBy(() -> results.next(LONG)).hasStackTraceContaining(MESSAGE);
        assertThat(results.hasNext()).isFalse();
      }
    }
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  @Test
  void anInputOfMapThrowsWhateverItLikes() throws Exception {
    Pool pool = open(1);
    for (Input input : inputs()) {
      assertThatThrownBy(() -> pool.map(x -> x, input))
          .as(input.toString())
          .hasStackTraceContaining(MESSAGE);
    }
    assertThat(pool.apply(() -> 1)).isEqualTo(1);
  }

  @Test
  void tasksAndCallbacksThrowWhateverTheyLike() throws Exception {
    Pool pool = open(1);
    for (Anything anything : Anything.values()) {
      assertThat(pool.applyAsync(() -> 1, _ -> anything.raise()).get(60, SECONDS)).isEqualTo(1);
      TaskFuture<Integer> thrown =
          pool.applyAsync(() -> raise(anything), _ -> {}, _ -> anything.raise());
      assertThatThrownBy(() -> thrown.get(60, SECONDS)).hasStackTraceContaining(MESSAGE);
      assertThatThrownBy(() -> pool.map(_ -> raise(anything), range(3)))
          .isInstanceOf(ExecutionException.class)
          .hasStackTraceContaining(MESSAGE);
      TaskFuture<Integer> observed = pool.applyAsync(() -> 1);
      CompletableFuture<Integer> called = new CompletableFuture<>();
      observed.whenComplete((_, _) -> called.complete(1));
      assertThatThrownBy(
              () ->
                  observed
                      .whenComplete((_, _) -> anything.raise())
                      .toCompletableFuture()
                      .get(60, SECONDS))
          .hasStackTraceContaining(MESSAGE);
      assertThat(called.get(60, SECONDS)).isEqualTo(1);
    }
    pool.shutdown();
    pool.join();
  }

  private static int raise(Anything anything) {
    throw anything.raise();
  }

  @Test
  void anInitializerThrowsWhateverItLikes() {
    for (Anything anything : Anything.values()) {
      assertThatThrownBy(
              () ->
                  open(Pool.builder(context).workers(1).initializer(_ -> anything.raise()))
                      .apply(() -> 1))
          .hasStackTraceContaining(MESSAGE);
      // An initializer in this JVM that was interrupted leaves the interrupt to its caller.
      boolean _ = Thread.interrupted();
    }
  }

  @Test
  void childrenThrowWhateverTheyLike() throws Exception {
    for (Anything anything : Anything.values()) {
      Child child = context.child(() -> anything.raise()).start();
      assertThat(child.join(LONG)).isTrue();
      assertThat(child.exitCode()).hasValue(1);
    }
  }

  /// Stands for a lack of memory where results are put together.
  private static final class Unreadable extends CompletableFuture<Outcomes<Integer>>
      implements TaskFuture<Outcomes<Integer>> {
    private final Anything anything;

    Unreadable(Anything anything) {
      this.anything = anything;
    }

    @Override
    public Outcomes<Integer> resultNow() {
      throw anything.raise();
    }
  }

  @Test
  void resultsThatCannotBePutTogetherAreAFailure() {
    for (Anything anything : Anything.values()) {
      Unreadable chunk = new Unreadable(anything);
      MapResult<Integer> all = MapResult.of(List.of(chunk), 1);
      chunk.complete(new Outcomes<>(new PackedList<>(0), new TreeMap<>()));
      assertThatThrownBy(() -> all.get(60, SECONDS)).hasStackTraceContaining(MESSAGE);
    }
  }
}
