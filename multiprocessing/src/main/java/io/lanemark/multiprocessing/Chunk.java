package io.lanemark.multiprocessing;

import io.lanemark.task.PartedCallable;
import io.lanemark.task.SerializableFunction;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A function and some elements of an input, as one task. Results that are together too large for
/// one message are handed over in parts.
///
/// If one element fails, that is the outcome of this element only, and the function is applied to
/// the others: the size of chunks affects the speed, never the outcome of an element. Only an
/// interrupt ends a chunk early, which is how one is cancelled.
///
/// @param <T> type of the elements
/// @param <R> type of the results
final class Chunk<T extends @Nullable Object, R extends @Nullable Object>
    implements PartedCallable<Outcomes<R>> {
  private static final long serialVersionUID = 1L;

  private final SerializableFunction<? super T, ? extends R> function;
  private transient PackedList<T> inputs;
  private final long firstIndex;
  private final long partBytes;

  /// @param firstIndex index of the first element in the whole input, from 0
  /// @param partBytes how large a part of the results may be, see [SizeBudget]
  Chunk(
      SerializableFunction<? super T, ? extends R> function,
      PackedList<T> inputs,
      long firstIndex,
      long partBytes) {
    this.function = function;
    this.inputs = inputs;
    this.firstIndex = firstIndex;
    this.partBytes = partBytes;
  }

  @Override
  @SuppressWarnings("NullAway") // What takes any T takes null where T does.
  public Outcomes<R> call(Receiver<Outcomes<R>> earlier) throws Exception {
    SizeBudget budget = new SizeBudget(partBytes);
    Outcomes<R> part = Outcomes.of(inputs.size());
    int left = inputs.size();
    for (T input : inputs) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted in " + this);
      }
      @Nullable R result = null;
      Throwable failure = null;
      try {
        result = function.apply(input);
      } catch (InterruptedException e) {
        throw e;
      } catch (Throwable e) {
        failure = e;
      }
      if (!budget.takes(failure == null ? result : failure)) {
        earlier.accept(part);
        part = Outcomes.of(left);
        budget.begin();
        budget.takes(failure == null ? result : failure);
      }
      part.add(result, failure);
      left--;
    }
    return part;
  }

  @Override
  public Outcomes<R> join(List<Outcomes<R>> parts) {
    Outcomes<R> all = parts.getFirst();
    for (Outcomes<R> part : parts.subList(1, parts.size())) {
      all.addAll(part);
    }
    return all;
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
    return String.format(
        Locale.ROOT,
        "elements %d to %d of %s",
        firstIndex,
        firstIndex + inputs.size() - 1,
        function.getClass().isHidden() ? "a lambda" : function);
  }
}
