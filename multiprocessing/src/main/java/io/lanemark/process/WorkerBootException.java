package io.lanemark.process;

import org.jspecify.annotations.Nullable;

/// Workers of a pool could not be started: the JVM, its options, its class path or the initializer.
public final class WorkerBootException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkerBootException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
