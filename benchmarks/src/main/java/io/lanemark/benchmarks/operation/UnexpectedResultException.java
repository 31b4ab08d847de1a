package io.lanemark.benchmarks.operation;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A call returned something other than expected, so its time is meaningless.
public final class UnexpectedResultException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Names both results.
  ///
  /// @param expected what the result should be
  /// @param actual what it was
  public UnexpectedResultException(Object expected, @Nullable Object actual) {
    super("an operation returned %s instead of %s".formatted(text(actual), text(expected)));
  }

  private static String text(@Nullable Object answer) {
    return answer instanceof byte[] bytes
        ? String.format(
            Locale.ROOT, "%d bytes with hash %08x", bytes.length, Arrays.hashCode(bytes))
        : String.valueOf(answer);
  }
}
