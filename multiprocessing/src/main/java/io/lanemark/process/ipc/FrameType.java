package io.lanemark.process.ipc;

import org.jspecify.annotations.Nullable;

/// What a frame means. The letters on the wire are listed here and nowhere else; one letter means
/// the same in both directions.
public enum FrameType {
  /// Parent to worker, first frame on standard input: all that a worker needs to start.
  BOOT('B'),
  /// Parent to worker, standard input: see [ToWorker.Connect].
  CONNECT('C'),
  /// Parent to worker, connection: see [ToWorker.Run].
  RUN('R'),
  /// Parent to worker, connection: see [ToWorker.Leave].
  LEAVE('L'),
  /// Parent to worker, standard input: see [ToWorker.Skip].
  SKIP('S'),
  /// Parent to worker, standard input: see [ToWorker.Interrupt].
  INTERRUPT('I'),
  /// Parent to worker, standard input: see [ToWorker.Inspect].
  INSPECT('P'),
  /// Worker to parent, connection: see [FromWorker.Ready].
  READY('Y'),
  /// Worker to parent, connection: see [FromWorker.BootFailed].
  BOOT_FAILED('F'),
  /// Worker to parent, connection: see [FromWorker.Part].
  PART('A'),
  /// Worker to parent, connection: see [FromWorker.Returned].
  RETURNED('V'),
  /// Worker to parent, connection: see [FromWorker.Threw].
  THREW('T'),
  /// Worker to parent, connection: see [FromWorker.NotBegun].
  NOT_BEGUN('N');

  private static final @Nullable FrameType[] BY_LETTER = new FrameType[Byte.MAX_VALUE + 1];

  static {
    for (FrameType type : values()) {
      BY_LETTER[type.letter] = type;
    }
  }

  private final byte letter;

  FrameType(char letter) {
    this.letter = (byte) letter;
  }

  byte letter() {
    return letter;
  }

  /// Reads a letter.
  ///
  /// @throws FrameException if no type has it
  static FrameType of(byte letter) throws FrameException {
    FrameType type = letter < 0 ? null : BY_LETTER[letter];
    if (type == null) {
      throw new FrameException("unknown frame type: " + letter);
    }
    return type;
  }
}
