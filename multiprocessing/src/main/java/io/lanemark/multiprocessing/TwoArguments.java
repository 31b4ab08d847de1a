package io.lanemark.multiprocessing;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two arguments of one call.
///
/// @param first may not be serialisable, which is noticed only when it is sent
/// @param second as first
/// @param <A> type of the first
/// @param <B> type of the second
@SuppressWarnings("serial") // What cannot be serialised is refused by name when it is sent.
record TwoArguments<A extends @Nullable Object, B extends @Nullable Object>(A first, B second)
    implements Serializable {

  static <A extends @Nullable Object, B extends @Nullable Object> TwoArguments<A, B> of(
      Map.Entry<? extends A, ? extends B> entry) {
    return new TwoArguments<>(entry.getKey(), entry.getValue());
  }
}
