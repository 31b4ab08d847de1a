package io.lanemark.process.ipc;

import org.jspecify.annotations.Nullable;

/// An object cannot be encoded for another JVM, or cannot be decoded.
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  /// An object that cannot be sent.
  ///
  /// @param message which, and why
  /// @param cause what the JDK said
  public CodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What a user's class threw; its `toString` may fail.
  static CodecException because(String what, Throwable cause) {
    String why;
    try {
      why = cause.toString();
    } catch (RuntimeException | Error e) {
      why = cause.getClass().getName();
    }
    return new CodecException(what + ": " + why, cause);
  }
}
