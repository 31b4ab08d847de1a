package io.lanemark.multiprocessing;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the thread that reads an input passes to the reader of the results.
///
/// @param <R> type of the results
sealed interface Arrival<R extends @Nullable Object> {

  /// A chunk was sent, or has ended.
  ///
  /// @param size how many elements it has; at least 1
  /// @param outcomes fails if the chunk failed as a whole
  record Part<R extends @Nullable Object>(int size, CompletableFuture<Outcomes<R>> outcomes)
      implements Arrival<R> {}

  /// The input is not read any further.
  ///
  /// @param parts how many chunks there were
  /// @param failure what the input threw, or why it was not read to its end; null for the end
  record End<R extends @Nullable Object>(long parts, @Nullable Throwable failure)
      implements Arrival<R> {}
}
