package io.lanemark.task;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The outcome of a submitted task: a [Future] to wait for and a [CompletionStage] to react to.
///
/// It completes in the JVM that submitted the task, exactly once. Dependent actions without an
/// executor of their own run in the thread that completes the task. For a process pool that is the
/// thread that reads from the worker, so keep them short or pass an executor.
///
/// @param <V> type of the result
public interface TaskFuture<V extends @Nullable Object> extends Future<V>, CompletionStage<V> {}
