package io.lanemark.task;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A function of one argument that can cross to another JVM, and may throw. A lambda or method
/// reference that is passed for one is serialisable if all that it captures is.
///
/// @param <T> type of the argument
/// @param <R> type of the result
@FunctionalInterface
public interface SerializableFunction<T extends @Nullable Object, R extends @Nullable Object>
    extends Serializable {

  /// Applies the function.
  ///
  /// @param argument its argument
  /// @return its result
  /// @throws Exception whatever it likes
  R apply(T argument) throws Exception;
}
