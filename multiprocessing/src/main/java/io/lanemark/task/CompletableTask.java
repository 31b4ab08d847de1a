package io.lanemark.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A [TaskFuture] that the code which runs the task completes.
///
/// @param <V> type of the result
public abstract class CompletableTask<V extends @Nullable Object> extends CompletableFuture<V>
    implements TaskFuture<V> {

  /// For subclasses.
  protected CompletableTask() {}

  /// Ends the task with what its body threw.
  ///
  /// A [CompletableFuture] treats two exceptions specially: it would unwrap a
  /// [java.util.concurrent.CompletionException], and report a
  /// [java.util.concurrent.CancellationException] as a cancellation. Wrapped once more, they reach
  /// the caller as the body threw them.
  ///
  /// @param thrown what the caller gets as the cause
  /// @return whether this ended it
  protected final boolean fail(Throwable thrown) {
    Throwable reported = orStandIn(thrown);
    return completeExceptionally(
        reported instanceof CompletionException || reported instanceof CancellationException
            ? new CompletionException(reported)
            : reported);
  }

  /// Futures call the `toString` of an exception while they complete dependent futures: if it
  /// throws, those would never complete.
  private static Throwable orStandIn(Throwable thrown) {
    try {
      String _ = thrown.toString();
      return thrown;
    } catch (Throwable e) {
      return new IllegalStateException(thrown.getClass().getName() + "; its getMessage() failed");
    }
  }
}
