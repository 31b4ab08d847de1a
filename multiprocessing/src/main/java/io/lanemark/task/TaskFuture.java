package io.lanemark.task;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The outcome of a submitted task: a [Future] to wait for and a [CompletionStage] to react to.
///
/// It completes in the JVM that submitted the task, exactly once. Dependent actions without an
/// executor of their own run in the thread that completes it, which for a process pool is the
/// thread that reads from the worker: keep them short, or name an executor.
///
/// @param <V> type of the result
public interface TaskFuture<V extends @Nullable Object> extends Future<V>, CompletionStage<V> {}
