package io.lanemark.multiprocessing;

import io.lanemark.process.WorkerInitializer;
import io.lanemark.task.SerializableBiFunction;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableFunction;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.TaskFuture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
  private static final int MAX_CHOSEN_LOOK_AHEAD = 65_536;

  private enum State {
    RUNNING,
    SHUTDOWN,
    TERMINATED
  }

  private final TaskExecutor executor;
  private final int lookAhead;
  private final Object lock = new Object();
  private final Set<TaskFuture<?>> unfinished = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Set<Feed<?, ?>> feeds = ConcurrentHashMap.newKeySet();
  private volatile State state = State.RUNNING;

  private Pool(TaskExecutor executor, int lookAhead) {
    this.executor = executor;
    this.lookAhead = lookAhead;
  }

  /// What a pool can be told.
  ///
  /// @param context what its workers are
  /// @return with every default set
  public static Builder builder(Context context) {
    return new Builder(context);
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
    checkRunning();
    return watch(executor.submit(task), onResult, onError);
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
    return this.<Pair<A, B>, R>mapAsync(onPairs(function), Pool.<A, B>pairsOf(pairs));
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
    return this.<Pair<A, B>, R>mapAsync(onPairs(function), Pool.<A, B>pairsOf(pairs), chunkSize);
  }

  private static <
          A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      SerializableFunction<Pair<A, B>, R> onPairs(
          SerializableBiFunction<? super A, ? super B, ? extends R> function) {
    return pair -> function.apply(pair.first(), pair.second());
  }

  private static <A extends @Nullable Object, B extends @Nullable Object> List<Pair<A, B>> pairsOf(
      Iterable<? extends Map.Entry<? extends A, ? extends B>> entries) {
    List<Pair<A, B>> pairs = new ArrayList<>();
    entries.forEach(entry -> pairs.add(Pair.of(entry)));
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
    Feed<T, R> feed = new Feed<>(this, function, inputs, checkedChunk(chunkSize), ordered);
    synchronized (lock) {
      checkRunning();
      feeds.add(feed);
    }
    feed.start();
    return new Results<>(feed);
  }

  int lookAhead() {
    return lookAhead;
  }

  boolean runsInCaller() {
    return executor.runsInCaller();
  }

  /// Sends a chunk of an input that was taken while the pool was running.
  <V extends @Nullable Object> TaskFuture<V> send(SerializableCallable<V> task) {
    return watch(executor.submit(task), _ -> {}, _ -> {});
  }

  /// No more comes of a feed.
  void ended(Feed<?, ?> feed) {
    feeds.remove(feed);
    shutDownIfFed();
  }

  private void shutDownIfFed() {
    synchronized (lock) {
      if (state != State.SHUTDOWN || !feeds.isEmpty()) {
        return;
      }
    }
    executor.shutdown();
  }

  private <T extends @Nullable Object, R extends @Nullable Object> TaskFuture<List<R>> mapList(
      SerializableFunction<? super T, ? extends R> function,
      PackedList<T> elements,
      int chunkSize,
      Consumer<? super List<R>> onResult,
      Consumer<? super Throwable> onError) {
    checkRunning();
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
    return watch(MapResult.of(chunks, elements.size()), onResult, onError);
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

  private void checkRunning() {
    if (state != State.RUNNING) {
      throw new RejectedExecutionException("the pool was closed and takes no more work");
    }
  }

  /// Calls back, and knows what has not completed. Whoever terminates the pool marks that first,
  /// then cancels what is known here; so this looks for the mark last.
  private <V extends @Nullable Object> TaskFuture<V> watch(
      TaskFuture<V> future, Consumer<? super V> onResult, Consumer<? super Throwable> onError) {
    unfinished.add(future);
    CompletionStage<V> calledBack =
        future.whenComplete(
            (result, failure) -> {
              try {
                if (failure == null) {
                  onResult.accept(result);
                } else {
                  onError.accept(causeOf(failure));
                }
              } catch (RuntimeException | Error e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
              }
            });
    calledBack.whenComplete((_, _) -> finished(future));
    if (state == State.TERMINATED) {
      future.cancel(true);
    }
    return future;
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException wrapper && wrapper.getCause() != null
        ? wrapper.getCause()
        : failure;
  }

  private void finished(TaskFuture<?> future) {
    unfinished.remove(future);
    if (unfinished.isEmpty()) {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
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
    synchronized (lock) {
      if (state == State.RUNNING) {
        state = State.SHUTDOWN;
      }
    }
    shutDownIfFed();
  }

  /// Ends all at once: interrupts what runs, and cancels whatever has not completed, so that all
  /// who wait go on. Does not wait for workers to end; [#join] does.
  public void terminate() {
    synchronized (lock) {
      state = State.TERMINATED;
    }
    feeds.forEach(feed -> feed.cut(new CancellationException("the pool was terminated")));
    // The newest first, so that nothing begins in place of what is interrupted.
    List.copyOf(unfinished).reversed().forEach(future -> future.cancel(true));
    executor.shutdownNow();
  }

  /// Waits until all that was taken has completed, callbacks have run and all workers have ended.
  /// Inputs of `imap` that have not been read to their ends by now are read no further: who takes
  /// their results gets those that were sent, then an [IllegalStateException].
  ///
  /// @throws IllegalStateException if the pool still takes work
  /// @throws InterruptedException if interrupted while waiting
  public void join() throws InterruptedException {
    if (state == State.RUNNING) {
      throw new IllegalStateException(
          "the pool still takes work: shutdown, close or terminate it before join");
    }
    feeds.forEach(
        feed ->
            feed.cut(
                new IllegalStateException(
                    "the pool was closed before this input was read to its end")));
    boolean terminated = false;
    while (!terminated) {
      terminated = executor.awaitTermination(1, TimeUnit.DAYS);
    }
    synchronized (lock) {
      while (!unfinished.isEmpty()) {
        lock.wait();
      }
    }
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

  /// What a pool can be told before it starts. For one thread.
  public static final class Builder {
    private final Context context;
    private int workers = Runtime.getRuntime().availableProcessors();
    private int lookAhead;
    private @Nullable WorkerInitializer initializer;

    private Builder(Context context) {
      this.context = context;
    }

    /// How many tasks can be in service at once; as many as there are processors unless given.
    ///
    /// @param workers at least 1
    /// @return this
    public Builder workers(int workers) {
      if (workers < 1) {
        throw new IllegalArgumentException("a pool needs at least 1 worker: " + workers);
      }
      this.workers = workers;
      return this;
    }

    /// Runs once in each JVM that runs tasks, before the first of them: in each worker process,
    /// those that replace others included, or here, in [#start], where the workers are threads of
    /// this JVM.
    ///
    /// @param initializer must be serialisable for processes; replaces that of the context
    /// @return this
    public Builder initializer(WorkerInitializer initializer) {
      this.initializer = initializer;
      return this;
    }

    /// How many chunks an `imap` sends ahead of the results that were taken; two for each worker
    /// unless given.
    ///
    /// @param chunks at least 1
    /// @return this
    public Builder lookAhead(int chunks) {
      if (chunks < 1) {
        throw new IllegalArgumentException("an imap sends at least 1 chunk ahead: " + chunks);
      }
      lookAhead = chunks;
      return this;
    }

    /// Opens it.
    ///
    /// @return to be closed
    /// @throws IllegalArgumentException if the initializer does not serialise
    /// @throws IllegalStateException if the initializer failed in this JVM; or in a daemon child,
    ///   or while a class is loaded by a worker, which may start no processes
    public Pool start() {
      TaskExecutor executor =
          initializer == null
              ? context.newExecutor(workers)
              : context.newExecutor(workers, initializer);
      return new Pool(
          executor,
          lookAhead > 0
              ? lookAhead
              : (int) Math.min(2L * executor.workers(), MAX_CHOSEN_LOOK_AHEAD));
    }
  }
}
