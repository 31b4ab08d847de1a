package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameException;

/// What a worker says to its parent, on the socket.
@SuppressWarnings("ArrayRecordComponent") // Payloads are handed on, never compared.
sealed interface FromWorker {

  /// Initialised; waits for tasks.
  record Ready() implements FromWorker {}

  /// The initializer failed, or could not be decoded; the worker ends.
  record BootFailed(byte[] thrown) implements FromWorker {}

  /// The body of a task or probe returned.
  record Returned(long id, byte[] result) implements FromWorker {}

  /// The body of a task or probe threw, or its result could not be encoded.
  record Threw(long id, byte[] thrown) implements FromWorker {}

  private static Frame frame(char type, long id, byte... payload) {
    return new Frame((byte) type, id, payload);
  }

  default Frame toFrame() {
    return switch (this) {
      case Ready() -> frame('A', 0);
      case BootFailed(byte[] thrown) -> frame('B', 0, thrown);
      case Returned(long id, byte[] result) -> frame('S', id, result);
      case Threw(long id, byte[] thrown) -> frame('F', id, thrown);
    };
  }

  static FromWorker of(Frame frame) throws FrameException {
    return switch (frame.type()) {
      case 'A' -> new Ready();
      case 'B' -> new BootFailed(frame.payload());
      case 'S' -> new Returned(frame.id(), frame.payload());
      case 'F' -> new Threw(frame.id(), frame.payload());
      default ->
          throw new FrameException(
              "expected a frame of type A, B, S or F from a worker: " + frame.type());
    };
  }
}
