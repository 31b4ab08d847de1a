package io.lanemark.load;

import java.io.Serializable;

/// A task whose result differs from that of the same workload in the calling thread.
public final class WrongResultException extends WorkloadException {
  private static final long serialVersionUID = 1L;

  WrongResultException(Serializable expected, Serializable actual, int jvm) {
    super(
        "a task in JVM %d returned %s, but the calling thread got %s"
            .formatted(jvm, actual, expected));
  }
}
