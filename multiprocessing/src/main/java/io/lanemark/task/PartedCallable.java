package io.lanemark.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task that may hand over its result in parts, while it runs: all of it may be too large for the
/// memory of a worker, or for one message.
///
/// @param <V> type of a part, and of the result
public interface PartedCallable<V extends @Nullable Object> extends SerializableCallable<V> {

  /// Runs the task in a worker.
  ///
  /// @param earlier takes all parts except the last
  /// @return the last part, or the whole result
  /// @throws Exception the task failed
  V call(Receiver<V> earlier) throws Exception;

  /// Runs the task in this JVM.
  @Override
  default V call() throws Exception {
    List<V> parts = new ArrayList<>();
    parts.add(call(parts::add));
    return join(parts);
  }

  /// Joins the parts, in the JVM that has submitted the task.
  ///
  /// @param parts in order, at least one
  /// @return the result
  V join(List<V> parts);

  /// Takes parts of a result.
  ///
  /// @param <V> type of a part
  @FunctionalInterface
  interface Receiver<V extends @Nullable Object> {
    /// Takes the next part.
    ///
    /// @param part must be serialisable
    /// @throws Exception it cannot be sent
    void accept(V part) throws Exception;
  }
}
