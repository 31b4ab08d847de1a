package io.lanemark.task;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// An [ExecutorService] whose futures are also completion stages, so that callers can react to a
/// completion without a thread of their own and without a wrapper around the task.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> TERMINATED`, as for every [ExecutorService].
///
/// Tasks for an executor whose workers are processes must be serialisable; others are refused by
/// `submit`. A lambda that is passed directly to `submit` is serialisable if everything that it
/// captures is.
public interface TaskExecutor extends ExecutorService {

  /// How many tasks can run at once; [Integer#MAX_VALUE] for no limit.
  ///
  /// @return at least 1
  int workers();

  /// Whether `submit` runs the task in the calling thread, so that it returns with a completed
  /// future.
  ///
  /// @return true only for the serial context
  boolean runsInCaller();

  /// How long the serialised form of a task, and of its result, may be.
  ///
  /// @return in bytes; no limit by default, because a task that runs in this JVM is not serialised
  default long maxMessageBytes() {
    return Long.MAX_VALUE;
  }

  /// Runs `probe` once in each JVM that runs tasks for this executor, at the same time as its
  /// tasks, and waits for all answers. A worker that dies meanwhile gives no answer.
  ///
  /// @param probe what to run; short and thread-safe
  /// @param <V> type of the answer
  /// @return one answer for each JVM, in the order of the workers; exactly one if tasks run in
  ///   threads of this JVM
  /// @throws ExecutionException if the probe threw
  /// @throws InterruptedException if interrupted while waiting
  <V extends @Nullable Object> List<V> inEachJvm(SerializableCallable<V> probe)
      throws ExecutionException, InterruptedException;

  @Override
  <V extends @Nullable Object> TaskFuture<V> submit(Callable<V> task);

  @Override
  TaskFuture<?> submit(Runnable task);

  @Override
  <V extends @Nullable Object> TaskFuture<V> submit(Runnable task, V result);

  /// Submits a task that can be sent to another JVM; lambdas choose this method.
  ///
  /// @param task what to run
  /// @param <V> type of the result
  /// @return its outcome
  default <V extends @Nullable Object> TaskFuture<V> submit(SerializableCallable<V> task) {
    return submit((Callable<V>) task);
  }

  /// Submits an action that can be sent to another JVM; lambdas choose this method.
  ///
  /// @param task what to run
  /// @return its outcome, whose result is null
  default TaskFuture<?> submit(SerializableRunnable task) {
    return submit((Runnable) task);
  }
}
