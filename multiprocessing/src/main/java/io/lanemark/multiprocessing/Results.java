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
/// The input is read while results are taken, a bounded number of chunks ahead of them: it may be
/// endless. Close the results to read no further and to cancel what is under way; the pool does it
/// at its own end.
///
/// Where the function threw, `next` throws a [CompletionException] with what it threw as the cause,
/// once for that element, and goes on with the next one. What the input itself throws comes after
/// the results of all elements before it, as it was thrown, and is the last.
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

  /// Whether there is a result or a failure to come; waits until that is known.
  ///
  /// @throws CompletionException if interrupted while waiting; ask again
  @Override
  public boolean hasNext() {
    try {
      return hasPart(null) || inputFailure() != null;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException e) {
      throw new AssertionError("there was no time limit", e);
    }
  }

  /// Waits for the next result.
  ///
  /// @throws CompletionException if the function threw, or if interrupted while waiting, which can
  ///   be tried again; its cause tells
  /// @throws CancellationException if the pool was terminated or these results were closed
  /// @throws NoSuchElementException if there was a result for every element
  @Override
  public R next() {
    try {
      return next((Duration) null);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (TimeoutException e) {
      throw new AssertionError("there was no time limit", e);
    }
  }

  /// Waits for the next result, but no longer than a while.
  ///
  /// @param timeout null for no limit; an executor that runs tasks in its caller knows none
  /// @return the result
  /// @throws TimeoutException if there is none by then; it can be had later
  /// @throws InterruptedException if interrupted while waiting; it can be had later
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

  /// Takes the next chunk where the last one is used up. False at the end.
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

  /// Reads no further, and cancels what is under way. What has not been taken ends in a
  /// [CancellationException].
  @Override
  public void close() {
    feed.cancel(new CancellationException("these results were closed"));
  }
}
