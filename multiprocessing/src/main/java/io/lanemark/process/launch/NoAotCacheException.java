package io.lanemark.process.launch;

import org.jspecify.annotations.Nullable;

/// No AOT cache is available; the JVM starts without one.
public final class NoAotCacheException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /// No cache.
  ///
  /// @param reason in one line, for the user
  /// @param cause what went wrong, if anything did
  public NoAotCacheException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /// No cache, and nothing went wrong.
  ///
  /// @param reason in one line, for the user
  public NoAotCacheException(String reason) {
    this(reason, null);
  }

  /// Why.
  ///
  /// @return one line, for the user
  public String reason() {
    return reason;
  }
}
