package io.lanemark.process.ipc;

/// One message on the wire; big endian, without padding.
///
/// ```text
/// offset      bytes
///          +-----------------------------------------+
///   0      |  4    length of the body                |
///          +-----------------------------------------+
///   4      |  1    type, a letter of FrameType       |
///          +-----------------------------------------+
///   5      |  8    id                                |
///          +-----------------------------------------+
///  13      |  1    n, the number of attachments      |
///          +-----------------------------------------+
///  14      |  2    m, the number of pieces           |
///          +-----------------------------------------+
///  16      |  4n   lengths of the attachments        |
///          +-----------------------------------------+
///          |  4m   lengths of the pieces             |
///          +-----------------------------------------+
///          |       body                              |
///          +-----------------------------------------+
///          |       n attachments, one after another  |
///          +-----------------------------------------+
///          |       m pieces, one after another       |
///          +-----------------------------------------+
/// ```
///
/// A small message has neither attachments nor pieces. The sum of all lengths is limited, so a
/// reader allocates no more than that. Each part is read into an array of its own, and each read
/// has a time limit, so a large frame may take as long as it progresses.
///
/// @param type what it means
/// @param id the task or probe that it belongs to; 0 if it belongs to none
/// @param payload body, attachments and pieces
public record Frame(FrameType type, long id, Payload payload) {

  /// Offset of the length of the body.
  static final int BODY_LENGTH_OFFSET = 0;

  /// Offset of the number of attachments, an unsigned byte.
  static final int ATTACHMENTS_OFFSET = Integer.BYTES + Byte.BYTES + Long.BYTES;

  /// Offset of the number of pieces, an unsigned short.
  static final int PIECES_OFFSET = ATTACHMENTS_OFFSET + Byte.BYTES;

  /// Bytes before the lengths of attachments and pieces.
  static final int HEADER_BYTES = PIECES_OFFSET + Short.BYTES;

  /// A frame without a payload.
  ///
  /// @param type what it means
  /// @param id what it belongs to
  public Frame(FrameType type, long id) {
    this(type, id, Payload.EMPTY);
  }
}
