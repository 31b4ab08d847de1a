package io.lanemark.multiprocessing;

import io.lanemark.task.SerializableBiFunction;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableFunction;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.TaskFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Corresponds to Python's `multiprocessing.Pool`: applies functions to many values concurrently,
/// on any [Context].
///
/// Functions, arguments and results that are sent to another process must be serialisable; others
/// are refused with a [RejectedExecutionException] that names the class and the field. A lambda is
/// serialisable if everything that it captures is.
///
/// Elements are sent in chunks: a chunk is one task, and its numbers and strings are packed. The
/// size of chunks affects the speed, never the outcome of an element: if one fails, the others of
/// its chunk do not. Only a failure of the whole chunk, such as the death of its worker or a result
/// that cannot be serialised, is the outcome of all its elements. A chunk has fewer elements than
/// asked for if they are together longer than a few megabytes, and its results come in parts of
/// such a length.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> TERMINATED`. [#close] accepts no more work, waits until all
/// accepted work has run, and leaves nothing behind: write `try (Pool pool = ...)`. [#shutdown]
/// corresponds to `close` in Python, which does not wait, and [#join] waits afterwards.
/// [#terminate] ends everything at once: what has not completed by then ends with a
/// [CancellationException].
///
/// Any thread may use a pool. Callbacks run in the thread that completes a task: keep them short,
/// and do not call `close` or `join` there.
///
/// ```java
/// try (Pool pool = Context.processes().pool(4)) {
///   List<Integer> squares = pool.map(x -> x * x, List.of(1, 2, 3));
/// }
/// ```
public final class Pool implements AutoCloseable {
  /// With more, the results of a default chunk would come late.
  private static final int MAX_CHOSEN_CHUNK = 16_384;

  private static final int CHUNKS_PER_WORKER = 4;

  private final TaskExecutor executor;
  private final int lookAhead;
  private final PoolWork work;

  Pool(TaskExecutor executor, int lookAhead) {
    this.executor = executor;
    this.lookAhead = lookAhead;
    this.work = new PoolWork(executor);
  }

  /// Makes a builder.
  ///
  /// @param context what its workers are
  /// @return with default settings
  public static PoolBuilder builder(Context context) {
    return new PoolBuilder(context);
  }

  /// How many tasks can run at once.
  ///
  /// @return at least 1
  public int workers() {
    return executor.workers();
  }

  /// Runs a task and waits for its result.
  ///
  /// @param task what to run
  /// @param <R> type of the result
  /// @return what it returned
  /// @throws ExecutionException if it threw, which is the cause, or its worker died
  /// @throws InterruptedException if interrupted while waiting; the task is cancelled
  /// @throws RejectedExecutionException if the pool accepts no more work, or the task cannot be
  ///   serialised
  public <R extends @Nullable Object> R apply(SerializableCallable<R> task)
      throws ExecutionException, InterruptedException {
    return await(applyAsync(task));
  }

  /// Runs a task.
  ///
  /// @param task what to run
  /// @param <R> type of the result
  /// @return its outcome
  /// @throws RejectedExecutionException if the pool accepts no more work, or the task cannot be
  ///   serialised
  public <R extends @Nullable Object> TaskFuture<R> applyAsync(SerializableCallable<R> task) {
    return applyAsync(task, _ -> {});
  }

  /// Runs a task, and calls a function with its result.
  ///
  /// @param task what to run
  /// @param onResult called once if the task returned; what it throws goes to the uncaught
  ///   exception handler of the thread it runs in
  /// @param <R> type of the result
  /// @return its outcome
  /// @throws RejectedExecutionException if the pool accepts no more work, or the task cannot be
  ///   serialised
  public <R extends @Nullable Object> TaskFuture<R> applyAsync(
      SerializableCallable<R> task, Consumer<? super R> onResult) {
    return applyAsync(task, onResult, _ -> {});
  }

  /// Runs a task, and calls a function with its outcome.
  ///
  /// @param task what to run
  /// @param onResult called once if the task returned; what it throws goes to the uncaught
  ///   exception handler of the thread it runs in
  /// @param onError called once otherwise: with what the task threw, the death of its worker, or a
  ///   [CancellationException]
  /// @param <R> type of the result
  /// @return its outcome
  /// @throws RejectedExecutionException if the pool accepts no more work, or the task cannot be
  ///   serialised
  public <R extends @Nullable Object> TaskFuture<R> applyAsync(
      SerializableCallable<R> task,
      Consumer<? super R> onResult,
      Consumer<? super Throwable> onError) {
    work.checkTakesMore();
    return work.watch(executor.submit(task), onResult, onError);
  }

  /// Applies a function to every element and waits for all results.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order of the inputs; not modifiable
  /// @throws ExecutionException once all have ended, if one failed; the cause is the first failure
  ///   in the order of the inputs
  /// @throws InterruptedException if interrupted while waiting; what has not run is cancelled
  /// @throws RejectedExecutionException if the pool accepts no more work, or a chunk cannot be
  ///   serialised; what was sent before is cancelled
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs)
      throws ExecutionException, InterruptedException {
    return await(this.<T, R>mapAsync(function, inputs));
  }

  /// As [#map(SerializableFunction, Iterable)], with chunks of the given size.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param chunkSize elements for each task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order of the inputs; not modifiable
  /// @throws ExecutionException if one failed
  /// @throws InterruptedException if interrupted while waiting
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize)
      throws ExecutionException, InterruptedException {
    return await(this.<T, R>mapAsync(function, inputs, chunkSize));
  }

  /// Applies a function to every element. Each worker gets four chunks, but no chunk has more than
  /// 16,384 elements.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return all results, as for [#map(SerializableFunction, Iterable)]; if it is cancelled, it
  ///   cancels all chunks
  /// @throws RejectedExecutionException if the pool accepts no more work, or a chunk cannot be
  ///   serialised; what was sent before is cancelled
  public <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapAsync(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs) {
    return this.<T, R>mapAsync(function, inputs, _ -> {}, _ -> {});
  }

  /// As [#mapAsync(SerializableFunction, Iterable)], with chunks of the given size.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param chunkSize elements for each task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return all results
  public <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapAsync(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize) {
    return this.<T, R>mapAsync(function, inputs, chunkSize, _ -> {}, _ -> {});
  }

  /// As [#mapAsync(SerializableFunction, Iterable)], and calls a function with the outcome.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param onResult called once with all results, if none failed
  /// @param onError called once otherwise
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return all results
  public <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapAsync(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      Consumer<? super List<R>> onResult,
      Consumer<? super Throwable> onError) {
    PackedList<T> elements = PackedList.copyOf(inputs);
    return mapList(function, elements, chosenChunk(elements.size()), onResult, onError);
  }

  /// As [#mapAsync(SerializableFunction, Iterable)], with chunks of the given size, and calls a
  /// function with the outcome.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param chunkSize elements for each task; at least 1
  /// @param onResult called once with all results, if none failed
  /// @param onError called once otherwise
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return all results
  public <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapAsync(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize,
      Consumer<? super List<R>> onResult,
      Consumer<? super Throwable> onError) {
    return mapList(function, PackedList.copyOf(inputs), checkedChunk(chunkSize), onResult, onError);
  }

  /// Applies a function of two arguments to every pair of them and waits for all results. For more
  /// arguments, use [#map(SerializableFunction, Iterable)] with records.
  ///
  /// @param function what to apply
  /// @param pairs such as `List.of(Map.entry(2, 10))`, or the entries of a map
  /// @param <A> type of the first arguments
  /// @param <B> type of the second arguments
  /// @param <R> type of the results
  /// @return the results in the order of the pairs; not modifiable
  /// @throws ExecutionException as for `map`
  /// @throws InterruptedException as for `map`
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      List<R> starmap(
          SerializableBiFunction<? super A, ? super B, ? extends R> function,
          Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs)
          throws ExecutionException, InterruptedException {
    return await(this.<A, B, R>starmapAsync(function, pairs));
  }

  /// As [#starmap(SerializableBiFunction, Iterable)], with chunks of the given size.
  ///
  /// @param function what to apply
  /// @param pairs its arguments
  /// @param chunkSize pairs for each task; at least 1
  /// @param <A> type of the first arguments
  /// @param <B> type of the second arguments
  /// @param <R> type of the results
  /// @return the results in the order of the pairs; not modifiable
  /// @throws ExecutionException as for `map`
  /// @throws InterruptedException as for `map`
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      List<R> starmap(
          SerializableBiFunction<? super A, ? super B, ? extends R> function,
          Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs,
          int chunkSize)
          throws ExecutionException, InterruptedException {
    return await(this.<A, B, R>starmapAsync(function, pairs, chunkSize));
  }

  /// Applies a function of two arguments to every pair of them.
  ///
  /// @param function what to apply
  /// @param pairs its arguments
  /// @param <A> type of the first arguments
  /// @param <B> type of the second arguments
  /// @param <R> type of the results
  /// @return all results, as for `mapAsync`
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      TaskFuture<List<R>> starmapAsync(
          SerializableBiFunction<? super A, ? super B, ? extends R> function,
          Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs) {
    return this.<TwoArguments<A, B>, R>mapAsync(onPairs(function), Pool.<A, B>pairsOf(pairs));
  }

  /// Applies a function of two arguments to every pair of them, with chunks of the given size.
  ///
  /// @param function what to apply
  /// @param pairs its arguments
  /// @param chunkSize pairs for each task; at least 1
  /// @param <A> type of the first arguments
  /// @param <B> type of the second arguments
  /// @param <R> type of the results
  /// @return all results, as for `mapAsync`
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      TaskFuture<List<R>> starmapAsync(
          SerializableBiFunction<? super A, ? super B, ? extends R> function,
          Iterable<? extends Map.Entry<? extends A, ? extends B>> pairs,
          int chunkSize) {
    return this.<TwoArguments<A, B>, R>mapAsync(
        onPairs(function), Pool.<A, B>pairsOf(pairs), chunkSize);
  }

  private static <
          A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      SerializableFunction<TwoArguments<A, B>, R> onPairs(
          SerializableBiFunction<? super A, ? super B, ? extends R> function) {
    return pair -> function.apply(pair.first(), pair.second());
  }

  private static <A extends @Nullable Object, B extends @Nullable Object>
      List<TwoArguments<A, B>> pairsOf(
          Iterable<? extends Map.Entry<? extends A, ? extends B>> entries) {
    List<TwoArguments<A, B>> pairs = new ArrayList<>();
    entries.forEach(entry -> pairs.add(TwoArguments.of(entry)));
    return pairs;
  }

  /// Applies a function to the elements of an input that may be infinite; each element is one task.
  ///
  /// @param function what to apply
  /// @param inputs read by another thread while results are taken, at most as many chunks ahead as
  ///   the pool is built for; if tasks run in the caller, the caller reads
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order of the inputs
  /// @throws RejectedExecutionException if the pool accepts no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs) {
    return this.<T, R>feed(function, inputs, 1, true);
  }

  /// As [#imap(SerializableFunction, Iterable)], with chunks of the given size.
  ///
  /// @param function what to apply
  /// @param inputs may be infinite
  /// @param chunkSize elements for each task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order of the inputs
  /// @throws RejectedExecutionException if the pool accepts no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize) {
    return this.<T, R>feed(function, inputs, chunkSize, true);
  }

  /// As [#imap(SerializableFunction, Iterable)], with results as they arrive.
  ///
  /// @param function what to apply
  /// @param inputs may be infinite
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order in which their tasks end
  /// @throws RejectedExecutionException if the pool accepts no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs) {
    return this.<T, R>feed(function, inputs, 1, false);
  }

  /// As [#imapUnordered(SerializableFunction, Iterable)], with chunks of the given size.
  ///
  /// @param function what to apply
  /// @param inputs may be infinite
  /// @param chunkSize elements for each task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order in which their chunks end
  /// @throws RejectedExecutionException if the pool accepts no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize) {
    return this.<T, R>feed(function, inputs, chunkSize, false);
  }

  private <T extends @Nullable Object, R extends @Nullable Object> Results<R> feed(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize,
      boolean ordered) {
    Feed<T, R> feed =
        new Feed<>(work, lookAhead, function, inputs, checkedChunk(chunkSize), ordered);
    work.begin(feed);
    return new Results<>(feed);
  }

  boolean runsInCaller() {
    return executor.runsInCaller();
  }

  private <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapList(
      SerializableFunction<? super T, ? extends R> function,
      PackedList<T> elements,
      int chunkSize,
      Consumer<? super List<R>> onResult,
      Consumer<? super Throwable> onError) {
    work.checkTakesMore();
    List<TaskFuture<Outcomes<R>>> chunks = new ArrayList<>();
    long chunkBytes = SizeBudget.bytesFor(executor.maxMessageBytes());
    SizeBudget budget = new SizeBudget(chunkBytes);
    try {
      for (int from = 0, to; from < elements.size(); from = to) {
        to = budget.take(elements, from, chunkSize);
        PackedList<T> chunk = elements.slice(from, to);
        chunks.add(
            executor.submit(
                (SerializableCallable<Outcomes<R>>)
                    new Chunk<T, R>(function, chunk, from, chunkBytes)));
      }
    } catch (Throwable e) {
      chunks.forEach(chunk -> chunk.cancel(true));
      throw e;
    }
    return work.watch(MapResult.of(chunks, elements.size()), onResult, onError);
  }

  private int chosenChunk(int elements) {
    long parts = (long) CHUNKS_PER_WORKER * workers();
    return Math.clamp(Math.ceilDiv((long) elements, parts), 1, MAX_CHOSEN_CHUNK);
  }

  private static int checkedChunk(int chunkSize) {
    if (chunkSize < 1) {
      throw new IllegalArgumentException("a chunk needs at least 1 element: " + chunkSize);
    }
    return chunkSize;
  }

  private static <V extends @Nullable Object> V await(TaskFuture<V> future)
      throws ExecutionException, InterruptedException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    }
  }

  /// Accepts no more work and does not wait, like `close` in Python. Accepted work still runs,
  /// including inputs of `imap` that are being read; then the workers end.
  public void shutdown() {
    work.shutdown();
  }

  /// Ends everything at once: interrupts what runs and cancels what has not completed, so that all
  /// waiting threads continue. Does not wait for workers to end; [#join] does.
  public void terminate() {
    work.terminate();
  }

  /// Waits until all accepted work has completed, callbacks have run and all workers have ended.
  /// Inputs of `imap` that have not been read completely are not read any further: their readers
  /// get the results of what was sent, then an [IllegalStateException].
  ///
  /// @throws IllegalStateException if the pool still accepts work
  /// @throws InterruptedException if interrupted while waiting
  public void join() throws InterruptedException {
    work.join();
  }

  /// Accepts no more work and waits, as [#shutdown] and [#join] do. If interrupted, terminates the
  /// pool and continues to wait.
  @Override
  public void close() {
    shutdown();
    boolean interrupted = false;
    boolean joined = false;
    while (!joined) {
      try {
        join();
        joined = true;
      } catch (InterruptedException e) {
        interrupted = true;
        terminate();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
