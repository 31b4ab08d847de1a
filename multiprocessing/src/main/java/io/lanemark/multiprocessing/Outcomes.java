package io.lanemark.multiprocessing;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.SentThrowable;
import io.lanemark.task.RemoteTaskException;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of the elements of a chunk.
///
/// @param <R> type of the results
final class Outcomes<R extends @Nullable Object> implements Externalizable {
  private static final long serialVersionUID = 1L;

  /// A failure that is larger is replaced.
  private static final Codec FAILURES = new Codec(Limits.ofMessages(1024 * 1024));

  private transient PackedList<@Nullable R> results;
  private transient SortedMap<Integer, Throwable> failures;

  /// For deserialisation.
  public Outcomes() {
    this(new PackedList<>(0), new TreeMap<>());
  }

  /// @param results one for each element, null if it failed
  /// @param failures by the element's place in the chunk
  Outcomes(PackedList<@Nullable R> results, SortedMap<Integer, Throwable> failures) {
    this.results = results;
    this.failures = failures;
  }

  /// None yet.
  ///
  /// @param capacity how many elements to expect
  static <R extends @Nullable Object> Outcomes<R> of(int capacity) {
    return new Outcomes<>(new PackedList<>(capacity), new TreeMap<>());
  }

  /// Adds what became of the next element.
  ///
  /// @param result null if it failed
  /// @param failure null if it did not
  void add(@Nullable R result, @Nullable Throwable failure) {
    if (failure != null) {
      failures.put(results.size(), failure);
    }
    results.append(result);
  }

  /// Adds what became of further elements.
  void addAll(Outcomes<R> others) {
    int place = results.size();
    others.failures.forEach((index, failure) -> failures.put(place + index, failure));
    results.appendAll(others.results);
  }

  /// One for each element, null if it failed.
  PackedList<@Nullable R> results() {
    return results;
  }

  /// By the element's place in the chunk.
  SortedMap<Integer, Throwable> failures() {
    return failures;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeObject(results);
    out.writeInt(failures.size());
    for (Map.Entry<Integer, Throwable> failure : failures.entrySet()) {
      out.writeInt(failure.getKey());
      Throwable thrown = failure.getValue();
      out.writeObject(SentThrowable.of(FAILURES, thrown, RemoteTaskException.standingFor(thrown)));
    }
  }

  @Override
  @SuppressWarnings("unchecked") // The other side wrote results of this type.
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    results = (PackedList<@Nullable R>) in.readObject();
    failures = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      int place = in.readInt();
      failures.put(place, (Throwable) in.readObject());
    }
  }
}
