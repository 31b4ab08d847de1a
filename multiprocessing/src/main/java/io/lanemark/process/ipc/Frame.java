package io.lanemark.process.ipc;

/// One message on the wire: length of the payload's bytes (4 bytes), type (1), id (8), number of
/// attachments (1), their lengths (4 each), bytes, attachments; big endian.
///
/// @param type what it means, as agreed by both sides
/// @param id what it belongs to, as agreed by both sides
/// @param payload what it carries
public record Frame(byte type, long id, Payload payload) {

  /// Bytes before the attachments' lengths.
  static final int HEADER_BYTES = Integer.BYTES + Byte.BYTES + Long.BYTES + Byte.BYTES;

  /// A frame without a payload.
  ///
  /// @param type what it means
  /// @param id what it belongs to
  public Frame(byte type, long id) {
    this(type, id, Payload.EMPTY);
  }
}
