package io.lanemark.process.ipc;

import org.jspecify.annotations.Nullable;

/// An object that cannot cross to another JVM, or cannot be had from what came.
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  /// An object that does not cross.
  ///
  /// @param message which, and why
  /// @param cause what the JDK said
  public CodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What a class of the user's threw, which may be unable to tell its own message.
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
