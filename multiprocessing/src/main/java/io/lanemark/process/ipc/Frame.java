package io.lanemark.process.ipc;

/// One message on the wire: length of the payload (4 bytes), type (1), id (8), payload; big endian.
public final class Frame {

  /// Bytes before the payload.
  static final int HEADER_BYTES = Integer.BYTES + Byte.BYTES + Long.BYTES;

  private static final byte[] EMPTY = {};

  private final byte type;
  private final long id;
  private final byte[] payload;

  /// A frame with a payload.
  ///
  /// @param type what it means, as agreed by both sides
  /// @param id what it belongs to
  /// @param payload is not copied: the caller leaves it alone from here on
  public Frame(byte type, long id, byte[] payload) {
    this.type = type;
    this.id = id;
    this.payload = payload;
  }

  /// A frame without a payload.
  ///
  /// @param type what it means, as agreed by both sides
  /// @param id what it belongs to
  public Frame(byte type, long id) {
    this(type, id, EMPTY);
  }

  /// What it means.
  ///
  /// @return as agreed by both sides
  public byte type() {
    return type;
  }

  /// What it belongs to.
  ///
  /// @return as agreed by both sides
  public long id() {
    return id;
  }

  /// What it carries.
  ///
  /// @return not a copy
  public byte[] payload() {
    return payload;
  }
}
