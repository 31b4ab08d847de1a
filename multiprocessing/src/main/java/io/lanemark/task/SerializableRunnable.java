package io.lanemark.task;

import java.io.Serializable;

/// A [Runnable] that can be sent to another JVM. A lambda that is passed to [TaskExecutor#submit]
/// becomes one, because this type is more specific than [Runnable].
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
