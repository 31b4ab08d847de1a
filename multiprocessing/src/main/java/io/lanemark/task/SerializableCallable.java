package io.lanemark.task;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A [Callable] that can be sent to another JVM. A lambda that is passed to [TaskExecutor#submit]
/// becomes one, because this type is more specific than [Callable].
///
/// @param <V> type of the result
@FunctionalInterface
public interface SerializableCallable<V extends @Nullable Object>
    extends Callable<V>, Serializable {}
