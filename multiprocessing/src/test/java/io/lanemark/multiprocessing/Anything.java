package io.lanemark.multiprocessing;

import java.io.IOException;

/// What code may throw where no checked exception is declared, as code in Kotlin or Scala does.
public enum Anything {
  /// An error.
  ERROR,
  /// A checked exception.
  CHECKED,
  /// A checked exception that threads treat specially.
  INTERRUPTED;

  /// Throws it.
  ///
  /// @return never
  public RuntimeException raise() {
    String message = "thrown by a test";
    Anything.<RuntimeException>throwUndeclared(
        switch (this) {
          case ERROR -> new AssertionError(message);
          case CHECKED -> new IOException(message);
          case INTERRUPTED -> new InterruptedException(message);
        });
    throw new IllegalStateException("was not thrown: " + this);
  }

  @SuppressWarnings("unchecked") // The compiler does not see what is thrown.
  private static <E extends Throwable> void throwUndeclared(Throwable any) throws E {
    throw (E) any;
  }
}
