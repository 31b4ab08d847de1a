package io.lanemark.multiprocessing;

import java.io.IOException;
import java.util.function.Supplier;

/// What code may throw where no checked exception is declared, as code in Kotlin or Scala does.
public enum Anything {
  /// An error.
  ERROR(() -> new AssertionError("thrown by a test")),
  /// A checked exception.
  CHECKED(() -> new IOException("thrown by a test")),
  /// A checked exception that threads treat specially.
  INTERRUPTED(() -> new InterruptedException("thrown by a test"));

  private final Supplier<Throwable> thrown;

  Anything(Supplier<Throwable> thrown) {
    this.thrown = thrown;
  }

  /// Throws it.
  ///
  /// @return never
  public RuntimeException raise() {
    throw Anything.<RuntimeException>undeclared(thrown.get());
  }

  @SuppressWarnings("unchecked") // The compiler does not see what is thrown.
  private static <E extends Throwable> E undeclared(Throwable any) throws E {
    throw (E) any;
  }
}
