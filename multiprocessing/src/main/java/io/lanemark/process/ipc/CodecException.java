package io.lanemark.process.ipc;

import java.util.Locale;
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
    } catch (Throwable e) {
      why = cause.getClass().getName();
    }
    return new CodecException(what + ": " + why, cause);
  }

  /// An object that is too large for one message.
  ///
  /// @param bytes of its payload, or of a part that is too large by itself
  static CodecException tooLong(@Nullable Object object, long bytes, Limits limits) {
    return new CodecException(
        String.format(
            Locale.ROOT,
            "cannot encode %s: its payload of %d bytes is longer than the limit of %d bytes;"
                + " maxMessageBytes(…) raises this limit",
            nameOf(object),
            bytes,
            limits.maxBytes()),
        null);
  }

  static String nameOf(@Nullable Object object) {
    return object == null ? "null" : object.getClass().getTypeName();
  }
}
