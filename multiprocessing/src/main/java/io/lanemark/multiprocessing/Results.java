package io.lanemark.multiprocessing;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The results of [Pool#imap] or [Pool#imapUnordered], one for each element of the input.
///
/// The input is read while results are taken, a limited number of chunks ahead of them, so it may
/// be infinite. Close the results to stop the reading and to cancel what is running; the pool does
/// that when it ends.
///
/// If the function threw for an element, `next` throws a [CompletionException] with that exception
/// as the cause, once, and continues with the next element. An exception of the input itself comes
/// after the results of all elements before it, and ends the results.
///
/// For one thread at a time.
///
/// @param <R> type of the results
public final class Results<R extends @Nullable Object> implements Iterator<R>, AutoCloseable {
  private final Feed<?, R> feed;
  private Arrival.@Nullable Part<R> part;
  private int place;
  private long takenParts;
  private Arrival.@Nullable End<R> end;
  private boolean inputFailureTold;

  Results(Feed<?, R> feed) {
    this.feed = feed;
  }

  /// Whether another result or failure follows; waits until that is known.
  ///
  /// @throws CompletionException if interrupted while waiting; ask again
  @Override
  public boolean hasNext() {
    try {
      return hasPart(null) || inputFailure() != null;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException e) {
      throw new AssertionError("a wait without a time limit timed out", e);
    }
  }

  /// Waits for the next result.
  ///
  /// @throws CompletionException if the function threw, which is its cause; or if interrupted while
  ///   waiting, after which it can be called again
  /// @throws CancellationException if the pool was terminated or these results were closed
  /// @throws NoSuchElementException if there was a result for every element
  @Override
  public R next() {
    try {
      return next((Duration) null);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException e) {
      throw new AssertionError("a wait without a time limit timed out", e);
    }
  }

  /// Waits for the next result, for a limited time.
  ///
  /// @param timeout null for no limit; ignored by an executor that runs tasks in its caller
  /// @return the result
  /// @throws TimeoutException if there is none in time; it can be taken later
  /// @throws InterruptedException if interrupted while waiting; the result can be taken later
  /// @throws CompletionException if the function threw, which is its cause
  /// @throws CancellationException if the pool was terminated or these results were closed
  /// @throws NoSuchElementException if there was a result for every element
  public R next(@Nullable Duration timeout) throws InterruptedException, TimeoutException {
    Long deadlineNanos =
        timeout == null ? null : System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    if (!hasPart(deadlineNanos)) {
      throwInputFailure();
      throw new NoSuchElementException("there was a result for every element");
    }
    Outcomes<R> outcomes;
    try {
      outcomes = outcomes(deadlineNanos);
    } catch (ExecutionException e) {
      place++;
      throw new CompletionException(e.getCause());
    } catch (CancellationException e) {
      place++;
      throw e;
    }
    Throwable failure = outcomes.failures().get(place);
    R result = orNull(outcomes.results().get(place));
    place++;
    if (failure != null) {
      throw new CompletionException(failure);
    }
    return result;
  }

  private Outcomes<R> outcomes(@Nullable Long deadlineNanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (part == null) {
      throw new IllegalStateException("no chunk was taken");
    }
    return deadlineNanos == null
        ? part.outcomes().get()
        : part.outcomes().get(remaining(deadlineNanos), TimeUnit.NANOSECONDS);
  }

  @SuppressWarnings("NullAway") // Null is a result where R allows it, and stands for a failure.
  private static <R extends @Nullable Object> R orNull(@Nullable R result) {
    return result;
  }

  /// Takes the next chunk if the last one is used up. False at the end.
  private boolean hasPart(@Nullable Long deadlineNanos)
      throws InterruptedException, TimeoutException {
    while (part == null || place == part.size()) {
      if (end != null && takenParts == end.parts()) {
        return false;
      }
      Arrival<R> arrival =
          deadlineNanos == null ? feed.next() : feed.next(remaining(deadlineNanos));
      switch (arrival) {
        case Arrival.Part<R> next -> {
          part = next;
          place = 0;
          takenParts++;
          feed.taken();
        }
        case Arrival.End<R> last -> end = last;
      }
    }
    return true;
  }

  private static long remaining(long deadlineNanos) {
    return Math.max(0, deadlineNanos - System.nanoTime());
  }

  private @Nullable Throwable inputFailure() {
    return end == null || inputFailureTold ? null : end.failure();
  }

  private void throwInputFailure() {
    Throwable failure = inputFailure();
    inputFailureTold = true;
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new CompletionException(failure);
    }
  }

  private static CompletionException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CompletionException("interrupted while waiting for a result", e);
  }

  /// Stops reading the input, and cancels what is running. What has not been taken ends with a
  /// [CancellationException].
  @Override
  public void close() {
    feed.cancel(new CancellationException("these results were closed"));
  }
}
