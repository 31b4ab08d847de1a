package io.lanemark.process.ipc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes frames to a stream, whole and one after the other, from any thread.
public final class FrameWriter {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final OutputStream out;
  private final ByteBuffer buffered = ByteBuffer.allocate(BUFFER_BYTES);

  /// Writes to a stream.
  ///
  /// @param out need not be buffered
  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /// Writes one frame, and all that was appended before.
  ///
  /// @param frame what to write
  /// @throws IOException if the other side has gone
  public synchronized void write(Frame frame) throws IOException {
    append(frame);
    flush();
  }

  /// Writes one frame sooner or later: at the latest with the next [#flush].
  ///
  /// @param frame what to write
  /// @throws IOException if the other side has gone
  public synchronized void append(Frame frame) throws IOException {
    Payload payload = frame.payload();
    int head = Frame.HEADER_BYTES + payload.attachments().size() * Integer.BYTES;
    if (buffered.remaining() < head + payload.bytes().length) {
      flush();
    }
    buffered
        .putInt(payload.bytes().length)
        .put(frame.type())
        .putLong(frame.id())
        .put((byte) payload.attachments().size());
    for (byte[] attachment : payload.attachments()) {
      buffered.putInt(attachment.length);
    }
    if (payload.bytes().length <= buffered.remaining()) {
      buffered.put(payload.bytes());
    } else {
      flush();
      out.write(payload.bytes());
    }
    if (!payload.attachments().isEmpty()) {
      flush();
      for (byte[] attachment : payload.attachments()) {
        out.write(attachment);
      }
    }
  }

  /// Writes what was appended, if anything was.
  ///
  /// @throws IOException if the other side has gone
  public synchronized void flush() throws IOException {
    int length = buffered.position();
    if (length > 0) {
      buffered.clear();
      out.write(buffered.array(), 0, length);
      out.flush();
    }
  }

  /// Whether something was appended that has not been written.
  ///
  /// @return as of now
  public synchronized boolean hasUnwritten() {
    return buffered.position() > 0;
  }
}
