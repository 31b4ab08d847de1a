package io.lanemark.process;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;

/// Decodes an exception that a worker sent.
final class Thrown {
  private Thrown() {}

  static Throwable decode(PayloadCodec codec, Payload encoded) {
    try {
      return codec.decode(encoded) instanceof Throwable thrown
          ? thrown
          : new CodecException("expected a Throwable from the worker", null);
    } catch (CodecException e) {
      return e;
    }
  }
}
