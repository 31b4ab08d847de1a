package io.lanemark.process.ipc;

import java.util.List;

/// What a frame carries: bytes, and large arrays beside them that are never copied into them.
///
/// @param bytes not copied: the caller leaves it alone from here on
/// @param attachments neither are these
@SuppressWarnings("ArrayRecordComponent") // Payloads are handed on, never compared.
public record Payload(byte[] bytes, List<byte[]> attachments) {
  /// Nothing.
  public static final Payload EMPTY = new Payload(new byte[0], List.of());

  /// Arrays of at least so many bytes travel beside the payload that refers to them.
  static final int ATTACHMENT_BYTES = 16 * 1024;

  /// How many there may be; the arrays after them are copied.
  static final int MAX_ATTACHMENTS = 255;

  /// Bytes alone.
  ///
  /// @param bytes not copied
  /// @return the payload
  public static Payload of(byte[] bytes) {
    return new Payload(bytes, List.of());
  }

  /// How long it is.
  ///
  /// @return in bytes, attachments included
  public long length() {
    long total = bytes.length;
    for (byte[] attachment : attachments) {
      total += attachment.length;
    }
    return total;
  }

  /// The same, with arrays of its own: whoever made them may go on to change them.
  ///
  /// @return this where there are none
  public Payload detached() {
    return attachments.isEmpty()
        ? this
        : new Payload(bytes, attachments.stream().map(byte[]::clone).toList());
  }
}
