package io.lanemark.process.ipc;

import java.util.List;

/// The content of a frame: encoded bytes, and beside them what is large. Large arrays are never
/// copied, and long serialised forms are in pieces, so that neither side holds them twice.
///
/// @param bytes not copied: the caller must not change it afterwards
/// @param attachments arrays of the encoded object itself, not copied
/// @param pieces of serialised forms, one after another
@SuppressWarnings("ArrayRecordComponent") // Payloads are passed on, never compared.
public record Payload(byte[] bytes, List<byte[]> attachments, List<byte[]> pieces) {
  /// Nothing.
  public static final Payload EMPTY = of(new byte[0]);

  /// Arrays of at least so many bytes become attachments.
  static final int ATTACHMENT_BYTES = 16 * 1024;

  /// How many there may be; the arrays after them are copied.
  static final int MAX_ATTACHMENTS = 255;

  /// How many there may be; enough for 200 GiB, see [Pieces].
  static final int MAX_PIECES = 3_500;

  /// Bytes alone.
  ///
  /// @param bytes not copied
  /// @return the payload
  public static Payload of(byte[] bytes) {
    return new Payload(bytes, List.of(), List.of());
  }

  /// How long it is.
  ///
  /// @return in bytes, attachments and pieces included
  public long length() {
    return bytes.length + sum(attachments) + sum(pieces);
  }

  static long sum(List<byte[]> arrays) {
    long total = 0;
    for (byte[] array : arrays) {
      total += array.length;
    }
    return total;
  }

  /// A payload with copies of the attachments, so that the originals may change.
  ///
  /// @return this if there are none
  public Payload detached() {
    return attachments.isEmpty()
        ? this
        : new Payload(bytes, attachments.stream().map(byte[]::clone).toList(), pieces);
  }
}
