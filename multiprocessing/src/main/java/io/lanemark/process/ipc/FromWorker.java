package io.lanemark.process.ipc;

import java.nio.ByteBuffer;

/// A message from a worker to its parent, on the connection.
public sealed interface FromWorker {

  /// Initialised; waits for tasks.
  record Ready() implements FromWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.READY, 0);
    }
  }

  /// The initializer failed, or could not be decoded; the worker ends.
  ///
  /// @param thrown encoded
  record BootFailed(Payload thrown) implements FromWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.BOOT_FAILED, 0, thrown);
    }
  }

  /// The body of a task has a part of its result, and continues.
  ///
  /// @param id of the task
  /// @param part encoded
  record Part(long id, Payload part) implements FromWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.PART, id, part);
    }
  }

  /// The body of a task or probe returned.
  ///
  /// @param id of the task or probe
  /// @param result encoded
  record Returned(long id, Payload result) implements FromWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.RETURNED, id, result);
    }
  }

  /// The body of a task or probe threw, or its result could not be encoded.
  ///
  /// @param id of the task or probe
  /// @param thrown encoded
  record Threw(long id, Payload thrown) implements FromWorker {
    @Override
    public Frame toFrame() {
      return new Frame(FrameType.THREW, id, thrown);
    }
  }

  /// A task did not run, because it was taken back just before it began. It may have been sent to
  /// this worker again meanwhile, so its number is needed.
  ///
  /// @param id of the task
  /// @param number the position that it was sent with
  record NotBegun(long id, long number) implements FromWorker {
    @Override
    public Frame toFrame() {
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
      return new Frame(FrameType.NOT_BEGUN, id, Payload.of(bytes));
    }
  }

  /// The message as a frame.
  ///
  /// @return the frame
  Frame toFrame();

  /// Reads a frame.
  ///
  /// @param frame from a worker
  /// @return the message
  /// @throws FrameException if it is not a message of a worker
  static FromWorker of(Frame frame) throws FrameException {
    return switch (frame.type()) {
      case READY -> new Ready();
      case BOOT_FAILED -> new BootFailed(frame.payload());
      case PART -> new Part(frame.id(), frame.payload());
      case RETURNED -> new Returned(frame.id(), frame.payload());
      case THREW -> new Threw(frame.id(), frame.payload());
      case NOT_BEGUN ->
          new NotBegun(frame.id(), ByteBuffer.wrap(frame.payload().bytes()).getLong());
      case BOOT, CONNECT, RUN, LEAVE, SKIP, INTERRUPT, INSPECT ->
          throw new FrameException("expected a frame from a worker: " + frame.type());
    };
  }
}
