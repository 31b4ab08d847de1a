package io.lanemark.task;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// An [ExecutorService] whose futures are completion stages too, so that callers can react to a
/// completion without a thread of their own and without a wrapper that would have to cross to a
/// worker process.
///
/// Life cycle: `RUNNING -> SHUTDOWN -> TERMINATED`, as for every [ExecutorService].
///
/// Tasks for an executor whose workers are processes must be serialisable; one that is not is
/// refused at submission. A lambda passed directly to `submit` is serialisable if all that it
/// captures is.
public interface TaskExecutor extends ExecutorService {

  /// How many tasks can be in service at once; [Integer#MAX_VALUE] where nothing bounds it.
  ///
  /// @return at least 1
  int workers();

  /// Whether `submit` runs the task in the calling thread, so that it returns with a completed
  /// future.
  ///
  /// @return true for the serial model only
  boolean runsInCaller();

  /// Runs `probe` once in each JVM that runs tasks for this executor, beside the tasks that run
  /// there, and waits for all answers. A worker that dies meanwhile is left out.
  ///
  /// @param probe what to run; short and thread-safe
  /// @param <V> type of the answer
  /// @return one answer a JVM, in the order of the workers; for models that use threads, one
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

  /// Submits a task that can cross to another JVM; lambdas choose this method.
  ///
  /// @param task what to run
  /// @param <V> type of the result
  /// @return its outcome
  default <V extends @Nullable Object> TaskFuture<V> submit(SerializableCallable<V> task) {
    return submit((Callable<V>) task);
  }

  /// Submits an action that can cross to another JVM; lambdas choose this method.
  ///
  /// @param task what to run
  /// @return its outcome, whose result is null
  default TaskFuture<?> submit(SerializableRunnable task) {
    return submit((Runnable) task);
  }
}
