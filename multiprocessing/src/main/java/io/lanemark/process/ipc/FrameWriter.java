package io.lanemark.process.ipc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes frames to a stream, whole and one after the other, from any thread.
public final class FrameWriter {
  private static final int SMALL_BYTES = 8 * 1024;

  private final OutputStream out;

  /// Writes to a stream.
  ///
  /// @param out flushed after every frame
  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /// Writes one frame.
  ///
  /// @param frame what to write
  /// @throws IOException if the other side has gone
  public synchronized void write(Frame frame) throws IOException {
    byte[] payload = frame.payload();
    boolean small = payload.length <= SMALL_BYTES;
    ByteBuffer head = ByteBuffer.allocate(Frame.HEADER_BYTES + (small ? payload.length : 0));
    head.putInt(payload.length).put(frame.type()).putLong(frame.id());
    if (small) {
      head.put(payload);
    }
    out.write(head.array());
    if (!small) {
      out.write(payload);
    }
    out.flush();
  }
}
