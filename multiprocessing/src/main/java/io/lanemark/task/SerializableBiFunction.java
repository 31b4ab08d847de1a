package io.lanemark.task;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A function of two arguments that can be sent to another JVM, and may throw. A lambda or method
/// reference of this type is serialisable if everything that it captures is.
///
/// @param <A> type of the first argument
/// @param <B> type of the second argument
/// @param <R> type of the result
@FunctionalInterface
public interface SerializableBiFunction<
        A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
    extends Serializable {

  /// Applies the function.
  ///
  /// @param first its first argument
  /// @param second its second argument
  /// @return its result
  /// @throws Exception any exception
  R apply(A first, B second) throws Exception;
}
