package io.lanemark.process.ipc;

import java.util.List;

/// The content of a frame: encoded bytes, and large arrays as attachments that are never copied
/// into them.
///
/// @param bytes not copied: the caller must not change it afterwards
/// @param attachments not copied either
@SuppressWarnings("ArrayRecordComponent") // Payloads are passed on, never compared.
public record Payload(byte[] bytes, List<byte[]> attachments) {
  /// Nothing.
  public static final Payload EMPTY = new Payload(new byte[0], List.of());

  /// Arrays of at least so many bytes become attachments.
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

  /// A payload with copies of the attachments, so that the originals may change.
  ///
  /// @return this if there are none
  public Payload detached() {
    return attachments.isEmpty()
        ? this
        : new Payload(bytes, attachments.stream().map(byte[]::clone).toList());
  }
}
