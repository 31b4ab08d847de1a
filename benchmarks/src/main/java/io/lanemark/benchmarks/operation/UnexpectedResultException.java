package io.lanemark.benchmarks.operation;

import org.jspecify.annotations.Nullable;

/// A call answered something else than it should: its time says nothing.
public final class UnexpectedResultException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Tells both.
  ///
  /// @param expected what the answer should be
  /// @param actual what it was
  public UnexpectedResultException(Object expected, @Nullable Object actual) {
    super("a call answered %s, where %s was expected".formatted(text(actual), text(expected)));
  }

  private static String text(@Nullable Object answer) {
    return answer instanceof byte[] bytes
        ? "%d bytes of its own".formatted(bytes.length)
        : String.valueOf(answer);
  }
}
