package io.lanemark.multiprocessing;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A function and some elements of an input, as one task.
///
/// One element's failure is that element's outcome, and the others are applied all the same: how an
/// input is cut into chunks decides how fast it goes, never what becomes of an element. Only an
/// interrupt ends a chunk early, which is how one is cancelled.
///
/// @param <T> type of the elements
/// @param <R> type of the results
final class Chunk<T extends @Nullable Object, R extends @Nullable Object>
    implements SerializableCallable<Outcomes<R>> {
  private static final long serialVersionUID = 1L;

  private final SerializableFunction<? super T, ? extends R> function;
  private final Elements<T> inputs;
  private final long firstIndex;

  /// @param firstIndex where in the whole input the first of the elements is, from 0
  Chunk(SerializableFunction<? super T, ? extends R> function, List<T> inputs, long firstIndex) {
    this.function = function;
    this.inputs = new Elements<>(inputs);
    this.firstIndex = firstIndex;
  }

  @Override
  @SuppressWarnings("NullAway") // What takes any T takes null where T does.
  public Outcomes<R> call() throws InterruptedException {
    List<@Nullable R> results = new ArrayList<>(inputs.list().size());
    SortedMap<Integer, Throwable> failures = new TreeMap<>();
    for (T input : inputs.list()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted within " + this);
      }
      try {
        results.add(function.apply(input));
      } catch (InterruptedException e) {
        throw e;
      } catch (Throwable e) {
        failures.put(results.size(), e);
        results.add(null);
      }
    }
    return new Outcomes<>(results, failures);
  }

  @Override
  public String toString() {
    return "elements %d to %d of %s"
        .formatted(
            firstIndex,
            firstIndex + inputs.list().size() - 1,
            function.getClass().isHidden() ? "a lambda" : function);
  }
}
