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

/// Python's `multiprocessing.Pool`: functions applied to many values at once, on any [Context].
///
/// Functions, arguments and results that have to cross to a worker process must be serialisable;
/// what is not is refused with a [RejectedExecutionException] that names class and field. Lambdas
/// are serialisable if all that they capture is.
///
/// Elements travel in chunks: a chunk is one task, and its numbers and strings are packed. How an
/// input is cut decides how fast it goes, never what becomes of an element: one that fails leaves
/// the others of its chunk alone. Only what befalls a chunk as a whole, such as the death of its
/// worker or a result that does not serialise, is the outcome of all its elements.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> TERMINATED`. [#close] takes no more work, waits until what
/// was taken has run, and leaves nothing behind: write `try (Pool pool = ...)`. [#shutdown] is the
/// `close` of Python, which does not wait, and [#join] waits afterwards. [#terminate] ends all at
/// once: what has not completed by then ends in a [CancellationException].
///
/// Any thread may use a pool. Callbacks run in the thread that completes a task: keep them short,
/// and neither `close` nor `join` the pool there.
///
/// ```java
/// try (Pool pool = Context.processes().pool(4)) {
///   List<Integer> squares = pool.map(x -> x * x, List.of(1, 2, 3));
/// }
/// ```
public final class Pool implements AutoCloseable {
  /// With more, a default chunk of elements of 4 KiB would not fit into a frame.
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

  /// What a pool can be told.
  ///
  /// @param context what its workers are
  /// @return with every default set
  public static PoolBuilder builder(Context context) {
    return new PoolBuilder(context);
  }

  /// How many tasks can be in service at once.
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
  /// @throws RejectedExecutionException if the pool takes no more work, or the task does not
  ///   serialise
  public <R extends @Nullable Object> R apply(SerializableCallable<R> task)
      throws ExecutionException, InterruptedException {
    return await(applyAsync(task));
  }

  /// Runs a task.
  ///
  /// @param task what to run
  /// @param <R> type of the result
  /// @return its outcome
  /// @throws RejectedExecutionException if the pool takes no more work, or the task does not
  ///   serialise
  public <R extends @Nullable Object> TaskFuture<R> applyAsync(SerializableCallable<R> task) {
    return applyAsync(task, _ -> {});
  }

  /// Runs a task, and calls back with its result.
  ///
  /// @param task what to run
  /// @param onResult called once if the task returned; what it throws goes to the uncaught
  ///   exception handler of the thread it runs in
  /// @param <R> type of the result
  /// @return its outcome
  /// @throws RejectedExecutionException if the pool takes no more work, or the task does not
  ///   serialise
  public <R extends @Nullable Object> TaskFuture<R> applyAsync(
      SerializableCallable<R> task, Consumer<? super R> onResult) {
    return applyAsync(task, onResult, _ -> {});
  }

  /// Runs a task, and calls back with its outcome.
  ///
  /// @param task what to run
  /// @param onResult called once if the task returned; what it throws goes to the uncaught
  ///   exception handler of the thread it runs in
  /// @param onError called once if it did not: with what it threw, or what became of its worker, or
  ///   a [CancellationException]
  /// @param <R> type of the result
  /// @return its outcome
  /// @throws RejectedExecutionException if the pool takes no more work, or the task does not
  ///   serialise
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
  /// @throws ExecutionException once all have ended, if one failed: with the failure of the first
  ///   of those in the order of the inputs as its cause
  /// @throws InterruptedException if interrupted while waiting; what has not run is cancelled
  /// @throws RejectedExecutionException if the pool takes no more work, or a chunk does not
  ///   serialise; what was sent before is cancelled
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs)
      throws ExecutionException, InterruptedException {
    return await(this.<T, R>mapAsync(function, inputs));
  }

  /// As [#map(SerializableFunction, Iterable)], with chunks of a size.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param chunkSize elements a task; at least 1
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

  /// Applies a function to every element. The size of chunks is chosen so that each worker gets
  /// four, but no chunk more than 16,384 elements.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return all results, as [#map(SerializableFunction, Iterable)] has them; cancels all chunks if
  ///   cancelled
  /// @throws RejectedExecutionException if the pool takes no more work, or a chunk does not
  ///   serialise; what was sent before is cancelled
  public <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapAsync(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs) {
    return this.<T, R>mapAsync(function, inputs, _ -> {}, _ -> {});
  }

  /// As [#mapAsync(SerializableFunction, Iterable)], with chunks of a size.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param chunkSize elements a task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return all results
  public <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapAsync(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize) {
    return this.<T, R>mapAsync(function, inputs, chunkSize, _ -> {}, _ -> {});
  }

  /// As [#mapAsync(SerializableFunction, Iterable)], and calls back with the outcome.
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

  /// As [#mapAsync(SerializableFunction, Iterable)], with chunks of a size, and calls back with the
  /// outcome.
  ///
  /// @param function what to apply
  /// @param inputs read to the end before anything is sent
  /// @param chunkSize elements a task; at least 1
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
  /// arguments, [#map(SerializableFunction, Iterable)] over records.
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

  /// As [#starmap(SerializableBiFunction, Iterable)], with chunks of a size.
  ///
  /// @param function what to apply
  /// @param pairs its arguments
  /// @param chunkSize pairs a task; at least 1
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

  /// Applies a function of two arguments to every pair of them, with chunks of a size.
  ///
  /// @param function what to apply
  /// @param pairs its arguments
  /// @param chunkSize pairs a task; at least 1
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

  /// Applies a function to the elements of an input that may be endless, one a task.
  ///
  /// @param function what to apply
  /// @param inputs read by another thread, while results are taken, no further ahead than the pool
  ///   was told; where tasks run in the caller, read there
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order of the inputs
  /// @throws RejectedExecutionException if the pool takes no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs) {
    return this.<T, R>feed(function, inputs, 1, true);
  }

  /// As [#imap(SerializableFunction, Iterable)], with chunks of a size.
  ///
  /// @param function what to apply
  /// @param inputs may be endless
  /// @param chunkSize elements a task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order of the inputs
  /// @throws RejectedExecutionException if the pool takes no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imap(
      SerializableFunction<? super T, ? extends R> function,
      Iterable<? extends T> inputs,
      int chunkSize) {
    return this.<T, R>feed(function, inputs, chunkSize, true);
  }

  /// As [#imap(SerializableFunction, Iterable)], with results as they come.
  ///
  /// @param function what to apply
  /// @param inputs may be endless
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order in which their tasks end
  /// @throws RejectedExecutionException if the pool takes no more work
  public <T extends @Nullable Object, R extends @Nullable Object> Results<R> imapUnordered(
      SerializableFunction<? super T, ? extends R> function, Iterable<? extends T> inputs) {
    return this.<T, R>feed(function, inputs, 1, false);
  }

  /// As [#imapUnordered(SerializableFunction, Iterable)], with chunks of a size.
  ///
  /// @param function what to apply
  /// @param inputs may be endless
  /// @param chunkSize elements a task; at least 1
  /// @param <T> type of the elements
  /// @param <R> type of the results
  /// @return the results in the order in which their chunks end
  /// @throws RejectedExecutionException if the pool takes no more work
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
    try {
      for (int from = 0; from < elements.size(); from += chunkSize) {
        int to = (int) Math.min(elements.size(), (long) from + chunkSize);
        PackedList<T> chunk = elements.slice(from, to);
        chunks.add(
            executor.submit(
                (SerializableCallable<Outcomes<R>>) new Chunk<T, R>(function, chunk, from)));
      }
    } catch (RejectedExecutionException e) {
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

  /// Takes no more work, as Python's `close`, and does not wait. What was taken still runs, inputs
  /// of `imap` that are being read among it; then the workers leave.
  public void shutdown() {
    work.shutdown();
  }

  /// Ends all at once: interrupts what runs, and cancels whatever has not completed, so that all
  /// who wait go on. Does not wait for workers to end; [#join] does.
  public void terminate() {
    work.terminate();
  }

  /// Waits until all that was taken has completed, callbacks have run and all workers have ended.
  /// Inputs of `imap` that have not been read to their ends by now are read no further: who takes
  /// their results gets those that were sent, then an [IllegalStateException].
  ///
  /// @throws IllegalStateException if the pool still takes work
  /// @throws InterruptedException if interrupted while waiting
  public void join() throws InterruptedException {
    work.join();
  }

  /// Takes no more work and waits, as [#shutdown] and [#join] do; terminates the pool if
  /// interrupted meanwhile, and goes on waiting.
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
