package io.lanemark.process.ipc;

/// What the parent says to a worker: [Run] and [Leave] on the connection, the others on the
/// worker's standard input, where they are heard while a task runs.
public sealed interface ToWorker {

  /// The parent listens at the rendezvous now.
  record Connect() implements ToWorker {
    @Override
    public Frame toFrame() {
      return frame('K', 0, Payload.EMPTY);
    }
  }

  /// Run a task; answered with its outcome.
  ///
  /// @param id of the task
  /// @param task encoded
  record Run(long id, Payload task) implements ToWorker {
    @Override
    public Frame toFrame() {
      return frame('R', id, task);
    }
  }

  /// End in an orderly way.
  record Leave() implements ToWorker {
    @Override
    public Frame toFrame() {
      return frame('L', 0, Payload.EMPTY);
    }
  }

  /// Skip this task if it has not begun.
  ///
  /// @param id of the task
  record Skip(long id) implements ToWorker {
    @Override
    public Frame toFrame() {
      return frame('S', id, Payload.EMPTY);
    }
  }

  /// Interrupt this task, or skip it if it has not begun.
  ///
  /// @param id of the task
  record Interrupt(long id) implements ToWorker {
    @Override
    public Frame toFrame() {
      return frame('I', id, Payload.EMPTY);
    }
  }

  /// Run a probe beside the task; answered with its outcome on the connection.
  ///
  /// @param id of the answer
  /// @param probe encoded
  record Inspect(long id, Payload probe) implements ToWorker {
    @Override
    public Frame toFrame() {
      return frame('P', id, probe);
    }
  }

  private static Frame frame(char type, long id, Payload payload) {
    return new Frame((byte) type, id, payload);
  }

  /// The message as a frame.
  ///
  /// @return the frame
  Frame toFrame();

  /// Reads a frame.
  ///
  /// @param frame from the parent
  /// @return the message
  /// @throws FrameException if it is not a message to a worker
  static ToWorker of(Frame frame) throws FrameException {
    return switch (frame.type()) {
      case 'K' -> new Connect();
      case 'R' -> new Run(frame.id(), frame.payload());
      case 'L' -> new Leave();
      case 'S' -> new Skip(frame.id());
      case 'I' -> new Interrupt(frame.id());
      case 'P' -> new Inspect(frame.id(), frame.payload());
      default ->
          throw new FrameException(
              "expected a frame of type K, R, L, S, I or P from the parent: " + frame.type());
    };
  }
}
