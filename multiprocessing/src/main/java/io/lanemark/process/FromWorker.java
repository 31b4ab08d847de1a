package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameException;
import io.lanemark.process.ipc.Payload;
import java.nio.ByteBuffer;

/// What a worker says to its parent, on the connection.
sealed interface FromWorker {

  /// Initialised; waits for tasks.
  record Ready() implements FromWorker {}

  /// The initializer failed, or could not be decoded; the worker ends.
  record BootFailed(Payload thrown) implements FromWorker {}

  /// The body of a task or probe returned.
  record Returned(long id, Payload result) implements FromWorker {}

  /// The body of a task or probe threw, or its result could not be encoded.
  record Threw(long id, Payload thrown) implements FromWorker {}

  /// A task was found taken back when it was about to begin; it did not run. It may have been sent
  /// to this worker once more meanwhile, so that its number is needed.
  record NotBegun(long id, long number) implements FromWorker {}

  private static Frame frame(char type, long id, Payload payload) {
    return new Frame((byte) type, id, payload);
  }

  default Frame toFrame() {
    return switch (this) {
      case Ready() -> frame('A', 0, Payload.EMPTY);
      case BootFailed(Payload thrown) -> frame('B', 0, thrown);
      case Returned(long id, Payload result) -> frame('S', id, result);
      case Threw(long id, Payload thrown) -> frame('F', id, thrown);
      case NotBegun(long id, long number) ->
          frame('N', id, Payload.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array()));
    };
  }

  static FromWorker of(Frame frame) throws FrameException {
    return switch (frame.type()) {
      case 'A' -> new Ready();
      case 'B' -> new BootFailed(frame.payload());
      case 'S' -> new Returned(frame.id(), frame.payload());
      case 'F' -> new Threw(frame.id(), frame.payload());
      case 'N' -> new NotBegun(frame.id(), ByteBuffer.wrap(frame.payload().bytes()).getLong());
      default ->
          throw new FrameException(
              "expected a frame of type A, B, S, F or N from a worker: " + frame.type());
    };
  }
}
