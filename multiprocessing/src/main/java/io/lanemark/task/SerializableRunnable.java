package io.lanemark.task;

import java.io.Serializable;

/// A [Runnable] that can cross to another JVM. A lambda handed to [TaskExecutor#submit] becomes one
/// by itself, because this type is more specific than [Runnable].
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
