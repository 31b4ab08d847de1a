package io.lanemark.load;

import java.io.Serializable;
import java.util.Locale;

/// A task whose result differs from that of the same workload in the calling thread.
public final class WrongResultException extends WorkloadException {
  private static final long serialVersionUID = 1L;

  WrongResultException(Serializable expected, Serializable actual, int jvm) {
    super(
        String.format(
            Locale.ROOT,
            "a task in JVM %d returned %s, but the calling thread got %s",
            jvm,
            actual,
            expected));
  }
}
