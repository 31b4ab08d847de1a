package io.lanemark.multiprocessing;

import io.lanemark.task.RemoteTaskException;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of the elements of a chunk.
///
/// @param <R> type of the results
final class Outcomes<R extends @Nullable Object> implements Externalizable {
  private static final long serialVersionUID = 1L;

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
      out.writeObject(crossing(failure.getValue()));
    }
  }

  /// The exception itself if it serialises, which is tried here; else a stand-in.
  private static Throwable crossing(Throwable thrown) {
    try (ObjectOutputStream trial = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      trial.writeObject(thrown);
      return thrown;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return RemoteTaskException.standingFor(thrown);
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
