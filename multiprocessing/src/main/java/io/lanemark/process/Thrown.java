package io.lanemark.process;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;

/// What a worker says that its code threw.
final class Thrown {
  private Thrown() {}

  static Throwable decode(Codec codec, byte[] encoded) {
    try {
      return codec.decode(encoded) instanceof Throwable thrown
          ? thrown
          : new CodecException("expected a Throwable from the worker", null);
    } catch (CodecException e) {
      return e;
    }
  }
}
