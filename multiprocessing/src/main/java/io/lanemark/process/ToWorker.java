package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameException;

/// What the parent says to a worker: [Run] and [Leave] on the socket, the others on the worker's
/// standard input, where they are heard while a task runs.
@SuppressWarnings("ArrayRecordComponent") // Payloads are handed on, never compared.
sealed interface ToWorker {

  /// The parent listens at the rendezvous now.
  record Connect() implements ToWorker {}

  /// Run a task; answered with its outcome.
  record Run(long id, byte[] task) implements ToWorker {}

  /// End in an orderly way.
  record Leave() implements ToWorker {}

  /// Interrupt this task, or skip it if it has not begun.
  record Cancel(long id) implements ToWorker {}

  /// Run a probe beside the task; answered with its outcome on the socket.
  record Inspect(long id, byte[] probe) implements ToWorker {}

  private static Frame frame(char type, long id, byte... payload) {
    return new Frame((byte) type, id, payload);
  }

  default Frame toFrame() {
    return switch (this) {
      case Connect() -> frame('K', 0);
      case Run(long id, byte[] task) -> frame('R', id, task);
      case Leave() -> frame('L', 0);
      case Cancel(long id) -> frame('C', id);
      case Inspect(long id, byte[] probe) -> frame('I', id, probe);
    };
  }

  static ToWorker of(Frame frame) throws FrameException {
    return switch (frame.type()) {
      case 'K' -> new Connect();
      case 'R' -> new Run(frame.id(), frame.payload());
      case 'L' -> new Leave();
      case 'C' -> new Cancel(frame.id());
      case 'I' -> new Inspect(frame.id(), frame.payload());
      default ->
          throw new FrameException(
              "expected a frame of type K, R, L, C or I from the parent: " + frame.type());
    };
  }
}
