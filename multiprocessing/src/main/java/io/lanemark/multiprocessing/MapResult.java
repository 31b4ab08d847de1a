package io.lanemark.multiprocessing;

import io.lanemark.task.CompletableTask;
import io.lanemark.task.TaskFuture;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All results of a `map`, complete when its last chunk has ended.
///
/// @param <R> type of the results
final class MapResult<R extends @Nullable Object> extends CompletableTask<List<R>> {
  private final List<TaskFuture<Outcomes<R>>> chunks;

  private final int elements;

  private MapResult(List<TaskFuture<Outcomes<R>>> chunks, int elements) {
    this.chunks = chunks;
    this.elements = elements;
  }

  /// @param chunks in the order of the input
  /// @param elements of all chunks
  static <R extends @Nullable Object> MapResult<R> of(
      List<TaskFuture<Outcomes<R>>> chunks, int elements) {
    MapResult<R> all = new MapResult<>(chunks, elements);
    AtomicInteger left = new AtomicInteger(chunks.size());
    chunks.forEach(
        chunk ->
            chunk.whenComplete(
                (_, _) -> {
                  if (left.decrementAndGet() == 0) {
                    all.assembleOrFail();
                  }
                }));
    if (chunks.isEmpty()) {
      all.assembleOrFail();
    }
    return all;
  }

  private void assembleOrFail() {
    try {
      assemble();
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void assemble() {
    PackedList<R> results = new PackedList<>(elements);
    for (TaskFuture<Outcomes<R>> chunk : chunks) {
      switch (chunk.state()) {
        case SUCCESS -> {
          Outcomes<R> outcomes = chunk.resultNow();
          if (!outcomes.failures().isEmpty()) {
            fail(outcomes.failures().firstEntry().getValue());
            return;
          }
          results.appendAll(withoutFailures(outcomes));
        }
        case FAILED -> {
          fail(chunk.exceptionNow());
          return;
        }
        case CANCELLED -> {
          super.cancel(false);
          return;
        }
        case RUNNING -> throw new IllegalStateException("a chunk is not complete: " + chunk);
      }
    }
    complete(results);
  }

  @SuppressWarnings("NullAway") // Null stands for a failure, and there is none.
  private static <R extends @Nullable Object> PackedList<R> withoutFailures(Outcomes<R> outcomes) {
    return outcomes.results();
  }

  /// Cancels every chunk that has not ended.
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    chunks.forEach(chunk -> chunk.cancel(mayInterruptIfRunning));
    return cancelled;
  }
}
