package io.lanemark.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A [TaskFuture] for whoever runs the task.
///
/// @param <V> type of the result
public abstract class CompletableTask<V extends @Nullable Object> extends CompletableFuture<V>
    implements TaskFuture<V> {

  /// For subclasses.
  protected CompletableTask() {}

  /// Ends the task with what its body threw.
  ///
  /// A [CompletableFuture] takes two exceptions for its own: it would unwrap the one, and report
  /// the other as a cancellation. Wrapped once more, they arrive at the caller as the body threw
  /// them.
  ///
  /// @param thrown what the caller gets as the cause
  /// @return whether this ended it
  protected final boolean fail(Throwable thrown) {
    Throwable told = orStandIn(thrown);
    return completeExceptionally(
        told instanceof CompletionException || told instanceof CancellationException
            ? new CompletionException(told)
            : told);
  }

  /// Futures ask an exception for its text while they complete those that depend on them: one that
  /// throws then would keep these from ending.
  private static Throwable orStandIn(Throwable thrown) {
    try {
      String _ = thrown.toString();
      return thrown;
    } catch (RuntimeException | Error e) {
      return new IllegalStateException(
          thrown.getClass().getName() + ", which cannot tell its own message");
    }
  }
}
