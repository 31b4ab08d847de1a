package io.lanemark.multiprocessing;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableFunction;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A function and some elements of an input, as one task.
///
/// If one element fails, that is the outcome of this element only, and the function is applied to
/// the others: the size of chunks affects the speed, never the outcome of an element. Only an
/// interrupt ends a chunk early, which is how one is cancelled.
///
/// @param <T> type of the elements
/// @param <R> type of the results
final class Chunk<T extends @Nullable Object, R extends @Nullable Object>
    implements SerializableCallable<Outcomes<R>> {
  private static final long serialVersionUID = 1L;

  private final SerializableFunction<? super T, ? extends R> function;
  private transient PackedList<T> inputs;
  private final long firstIndex;

  /// @param firstIndex index of the first element in the whole input, from 0
  Chunk(
      SerializableFunction<? super T, ? extends R> function,
      PackedList<T> inputs,
      long firstIndex) {
    this.function = function;
    this.inputs = inputs;
    this.firstIndex = firstIndex;
  }

  @Override
  @SuppressWarnings("NullAway") // What takes any T takes null where T does.
  public Outcomes<R> call() throws InterruptedException {
    PackedList<@Nullable R> results = new PackedList<>(inputs.size());
    SortedMap<Integer, Throwable> failures = new TreeMap<>();
    for (T input : inputs) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted in " + this);
      }
      try {
        results.append(function.apply(input));
      } catch (InterruptedException e) {
        throw e;
      } catch (Throwable e) {
        failures.put(results.size(), e);
        results.append(null);
      }
    }
    return new Outcomes<>(results, failures);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeObject(inputs);
  }

  @SuppressWarnings("unchecked") // The other side wrote a list of this type.
  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    inputs = (PackedList<T>) in.readObject();
  }

  @Override
  public String toString() {
    return "elements %d to %d of %s"
        .formatted(
            firstIndex,
            firstIndex + inputs.size() - 1,
            function.getClass().isHidden() ? "a lambda" : function);
  }
}
