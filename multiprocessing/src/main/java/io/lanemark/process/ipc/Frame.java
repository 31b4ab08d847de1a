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
///  14      |  4n   lengths of the attachments        |
///          +-----------------------------------------+
///  14+4n   |       body                              |
///          +-----------------------------------------+
///          |       n attachments, one after another  |
///          +-----------------------------------------+
/// ```
///
/// @param type what it means
/// @param id the task or probe that it belongs to; 0 if it belongs to none
/// @param payload body and attachments
public record Frame(FrameType type, long id, Payload payload) {

  /// Offset of the length of the body.
  static final int BODY_LENGTH_OFFSET = 0;

  /// Offset of the number of attachments, an unsigned byte.
  static final int ATTACHMENTS_OFFSET = Integer.BYTES + Byte.BYTES + Long.BYTES;

  /// Bytes before the attachments' lengths.
  static final int HEADER_BYTES = ATTACHMENTS_OFFSET + Byte.BYTES;

  /// A frame without a payload.
  ///
  /// @param type what it means
  /// @param id what it belongs to
  public Frame(FrameType type, long id) {
    this(type, id, Payload.EMPTY);
  }
}
