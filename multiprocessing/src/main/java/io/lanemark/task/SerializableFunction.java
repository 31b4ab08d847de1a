package io.lanemark.task;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A function of one argument that can be sent to another JVM, and may throw. A lambda or method
/// reference of this type is serialisable if everything that it captures is.
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
  /// @throws Exception any exception
  R apply(T argument) throws Exception;
}
