package io.lanemark.process.ipc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads frames from a stream. For one thread.
public final class FrameReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final int maxPayloadBytes;
  private final byte[] header = new byte[Frame.HEADER_BYTES];

  /// Reads from a stream.
  ///
  /// @param in may be read further than the frames that were taken
  /// @param maxPayloadBytes a longer payload is refused before anything is allocated for it
  public FrameReader(InputStream in, int maxPayloadBytes) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /// Waits for a frame.
  ///
  /// @return null where the stream ended between two frames
  /// @throws FrameException if the frame is too long or breaks off
  /// @throws IOException if the stream cannot be read
  public @Nullable Frame read() throws IOException {
    int headerBytes = in.readNBytes(header, 0, header.length);
    if (headerBytes == 0) {
      return null;
    }
    if (headerBytes < header.length) {
      throw new FrameException(
          "expected a frame's header of %d bytes, and the stream ended after %d"
              .formatted(header.length, headerBytes));
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int payloadBytes = fields.getInt();
    byte type = fields.get();
    long id = fields.getLong();
    if (payloadBytes < 0 || payloadBytes > maxPayloadBytes) {
      throw new FrameException(
          "expected a payload of at most %d bytes, and the frame (type %d, id %d) announces %d"
              .formatted(maxPayloadBytes, type, id, payloadBytes));
    }
    byte[] payload = new byte[payloadBytes];
    int read = in.readNBytes(payload, 0, payloadBytes);
    if (read < payloadBytes) {
      throw new FrameException(
          "expected a payload of %d bytes in the frame of type %d, id %d, and the stream ended after %d"
              .formatted(payloadBytes, type, id, read));
    }
    return new Frame(type, id, payload);
  }
}
