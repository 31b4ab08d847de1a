package io.lanemark.process.ipc;

/// A message from the parent to a worker: [Run] and [Leave] on the connection, the others on the
/// worker's standard input, where it receives them while a task runs.
public sealed interface ToWorker {

  /// The parent listens at the rendezvous now.
  record Connect() implements ToWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.CONNECT, 0);
    }
  }

  /// Run a task; answered with its outcome.
  ///
  /// @param id of the task
  /// @param task encoded
  record Run(long id, Payload task) implements ToWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.RUN, id, task);
    }
  }

  /// Exit after the tasks that were sent before.
  record Leave() implements ToWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.LEAVE, 0);
    }
  }

  /// Skip this task if it has not begun.
  ///
  /// @param id of the task
  record Skip(long id) implements ToWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.SKIP, id);
    }
  }

  /// Interrupt this task, or skip it if it has not begun.
  ///
  /// @param id of the task
  record Interrupt(long id) implements ToWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.INTERRUPT, id);
    }
  }

  /// Run a probe at the same time as the tasks; answered with its outcome on the connection.
  ///
  /// @param id of the answer
  /// @param probe encoded
  record Inspect(long id, Payload probe) implements ToWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.INSPECT, id, probe);
    }
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
      case CONNECT -> new Connect();
      case RUN -> new Run(frame.id(), frame.payload());
      case LEAVE -> new Leave();
      case SKIP -> new Skip(frame.id());
      case INTERRUPT -> new Interrupt(frame.id());
      case INSPECT -> new Inspect(frame.id(), frame.payload());
      case BOOT, READY, BOOT_FAILED, PART, RETURNED, THREW, NOT_BEGUN ->
          throw new FrameException(
              "expected a frame from the parent that follows the first: " + frame.type());
    };
  }
}
