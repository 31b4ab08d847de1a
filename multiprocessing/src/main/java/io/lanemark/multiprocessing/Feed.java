package io.lanemark.multiprocessing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.task.SerializableFunction;
import io.lanemark.task.TaskFuture;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads an input and sends it to the pool chunk by chunk, at most a fixed number of chunks ahead
/// of the consumer.
///
/// A separate thread reads, so that a slow input never delays results that have arrived. If the
/// executor runs tasks in its caller, the consumer reads.
///
/// @param <T> type of the elements
/// @param <R> type of the results
final class Feed<T extends @Nullable Object, R extends @Nullable Object> implements Runnable {
  private final PoolWork work;
  private final SerializableFunction<? super T, ? extends R> function;
  private final Iterable<? extends T> inputs;
  private final int chunkSize;
  private final boolean ordered;
  private final @Nullable Thread thread;
  private final Semaphore room;
  private final long chunkBytes;
  private final SizeBudget budget;
  private final BlockingQueue<Arrival<R>> arrivals = new LinkedBlockingQueue<>();
  private final Set<TaskFuture<?>> inFlight = ConcurrentHashMap.newKeySet();
  private @Nullable Iterator<? extends T> source;
  private long sentElements;

  /// Elements of the next chunk that were read already: what did not go into the last one.
  private PackedList<T> begun = new PackedList<>(0);

  @GuardedBy("this")
  private long parts;

  @GuardedBy("this")
  private boolean ended;

  private volatile boolean cancelled;

  /// @param lookAhead how many chunks it sends ahead of those that were taken
  /// @param ordered whether chunks arrive in the order of the input, or as they end
  Feed(
      PoolWork work,
      int lookAhead,
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize,
      boolean ordered) {
    this.work = work;
    this.function = function;
    this.inputs = inputs;
    this.chunkSize = chunkSize;
    this.ordered = ordered;
    this.room = new Semaphore(lookAhead);
    this.chunkBytes = SizeBudget.bytesFor(work.maxMessageBytes());
    this.budget = new SizeBudget(chunkBytes);
    this.thread =
        work.runsInCaller()
            ? null
            : Thread.ofPlatform().name("pool-input-reader").daemon().unstarted(this);
  }

  void start() {
    if (thread != null) {
      thread.start();
    }
  }

  @Override
  public void run() {
    boolean more = true;
    while (more) {
      try {
        room.acquire();
        more = sendNext();
      } catch (InterruptedException e) {
        // Whoever stops the reading announces the end first; an input may interrupt its reader,
        // too.
        more = !hasEnded();
      } catch (Throwable e) {
        // Whoever waits for a result is told, even if there is no memory for another chunk.
        more = false;
        end(e);
      }
    }
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /// Waits for the next arrival.
  Arrival<R> next() throws InterruptedException {
    if (thread == null && arrivals.isEmpty()) {
      sendNext();
    }
    return arrivals.take();
  }

  /// Waits for the next arrival, for a limited time.
  Arrival<R> next(long timeoutNanos) throws InterruptedException, TimeoutException {
    if (thread == null) {
      return next();
    }
    Arrival<R> arrival = arrivals.poll(timeoutNanos, TimeUnit.NANOSECONDS);
    if (arrival == null) {
      throw new TimeoutException("no result within the time limit");
    }
    return arrival;
  }

  /// The consumer has taken a chunk.
  void taken() {
    room.release();
  }

  private boolean sendNext() {
    PackedList<T> chunk = begun;
    begun = new PackedList<>(0);
    budget.begin();
    chunk.forEach(budget::takes);
    boolean more = true;
    Throwable failure = null;
    try {
      if (source == null) {
        source = inputs.iterator();
      }
      while (more && chunk.size() < chunkSize) {
        more = source.hasNext();
        if (more) {
          T element = source.next();
          if (!budget.takes(element)) {
            begun.append(element);
            break;
          }
          chunk.append(element);
        }
      }
    } catch (Throwable e) {
      // Code in other languages throws checked exceptions without declaring them.
      more = false;
      failure = e;
    }
    if (!chunk.isEmpty()) {
      send(chunk);
    }
    if (!more) {
      end(failure);
    }
    return more;
  }

  private void send(PackedList<T> chunk) {
    Arrival.Part<R> part = new Arrival.Part<>(chunk.size(), new CompletableFuture<>());
    synchronized (this) {
      if (ended) {
        return;
      }
      parts++;
      if (ordered) {
        arrivals.add(part);
      }
    }
    try {
      TaskFuture<Outcomes<R>> future =
          work.send(new Chunk<>(function, chunk, sentElements, chunkBytes));
      sentElements += chunk.size();
      inFlight.add(future);
      future.whenComplete(
          (outcomes, failure) -> {
            inFlight.remove(future);
            arrived(part, outcomes, failure);
          });
      // A cancellation sets its mark first, then looks for what is in flight.
      if (cancelled) {
        future.cancel(true);
      }
    } catch (Throwable e) {
      // Refused, or no thread could be started: whoever waits for the results is told.
      arrived(part, null, e);
    }
  }

  private void arrived(
      Arrival.Part<R> part, @Nullable Outcomes<R> outcomes, @Nullable Throwable failure) {
    if (outcomes != null) {
      part.outcomes().complete(outcomes);
    } else if (failure != null) {
      part.outcomes().completeExceptionally(failure);
    }
    if (!ordered) {
      arrivals.add(part);
    }
  }

  private void end(@Nullable Throwable failure) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      arrivals.add(new Arrival.End<>(parts, failure));
    }
    work.ended(this);
  }

  /// Stops reading; what was sent continues.
  ///
  /// @param why what the consumer gets in place of the next element
  void stopReading(RuntimeException why) {
    end(why);
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Stops reading, and cancels what was sent.
  void cancel(RuntimeException why) {
    cancelled = true;
    stopReading(why);
    inFlight.forEach(future -> future.cancel(true));
  }
}
