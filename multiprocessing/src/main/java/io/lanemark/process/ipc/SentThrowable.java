package io.lanemark.process.ipc;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A throwable on its way to another JVM: itself, if it can be encoded, and a replacement for a JVM
/// that cannot decode it, for example because it lacks the class. [Codec] decodes it as one of the
/// two.
public final class SentThrowable implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final byte @Nullable [] itself;
  private final Throwable replacement;

  private SentThrowable(byte @Nullable [] itself, Throwable replacement) {
    this.itself = itself;
    this.replacement = replacement;
  }

  /// Encodes a throwable if it can be encoded, decoded and then converted to a string, which is
  /// tried here.
  ///
  /// @param codec encodes it
  /// @param thrown what was thrown
  /// @param replacement of classes that every JVM has
  /// @return to be encoded
  public static SentThrowable of(Codec codec, Throwable thrown, Throwable replacement) {
    byte[] itself;
    try {
      itself = codec.encode(thrown);
      String _ = String.valueOf(codec.decode(itself));
    } catch (Throwable e) {
      itself = null;
    }
    return new SentThrowable(itself, replacement);
  }

  /// The throwable itself; or the replacement, with the reason as a suppressed exception.
  Throwable decode(Codec codec) {
    if (itself == null) {
      return replacement;
    }
    try {
      if (codec.decode(itself) instanceof Throwable thrown) {
        return thrown;
      }
    } catch (CodecException e) {
      replacement.addSuppressed(e);
    }
    return replacement;
  }
}
