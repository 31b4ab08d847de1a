package io.lanemark.process.ipc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes frames to a stream, whole and one after the other, from any thread.
public final class FrameWriter {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final OutputStream out;

  @GuardedBy("this")
  private final ByteBuffer buffered = ByteBuffer.allocate(BUFFER_BYTES);

  @GuardedBy("this")
  private boolean unflushed;

  /// Writes to a stream.
  ///
  /// @param out need not be buffered
  public FrameWriter(OutputStream out) {
    this.out = out;
  }

  /// Writes one frame, and all that was appended before.
  ///
  /// @param frame what to write
  /// @throws IOException if the other side has closed the stream
  public synchronized void write(Frame frame) throws IOException {
    append(frame);
    flush();
  }

  /// Appends one frame, which is written with the next [#flush] at the latest.
  ///
  /// @param frame what to write
  /// @throws IOException if the other side has closed the stream
  public synchronized void append(Frame frame) throws IOException {
    Payload payload = frame.payload();
    int large = payload.attachments().size() + payload.pieces().size();
    int head = Frame.HEADER_BYTES + large * Integer.BYTES;
    if (buffered.remaining() < head + payload.bytes().length) {
      drain();
    }
    buffered
        .putInt(payload.bytes().length)
        .put(frame.type().letter())
        .putLong(frame.id())
        .put((byte) payload.attachments().size())
        .putShort((short) payload.pieces().size());
    if (large == 0) {
      put(payload.bytes());
    } else {
      putWithLarge(payload);
    }
  }

  @GuardedBy("this")
  private void putWithLarge(Payload payload) throws IOException {
    for (byte[] attachment : payload.attachments()) {
      buffered.putInt(attachment.length);
    }
    for (byte[] piece : payload.pieces()) {
      buffered.putInt(piece.length);
    }
    put(payload.bytes());
    for (byte[] attachment : payload.attachments()) {
      put(attachment);
    }
    for (byte[] piece : payload.pieces()) {
      put(piece);
    }
  }

  /// As much as fits is written with the header: a header alone would wake the reader too early.
  @GuardedBy("this")
  private void put(byte... bytes) throws IOException {
    int first = Math.min(bytes.length, buffered.remaining());
    buffered.put(bytes, 0, first);
    if (first < bytes.length) {
      drain();
      out.write(bytes, first, bytes.length - first);
    }
  }

  /// Writes what was appended, if anything was.
  ///
  /// @throws IOException if the other side has closed the stream
  public synchronized void flush() throws IOException {
    if (hasUnwritten()) {
      drain();
      out.flush();
      unflushed = false;
    }
  }

  @GuardedBy("this")
  private void drain() throws IOException {
    unflushed = true;
    out.write(buffered.array(), 0, buffered.position());
    buffered.clear();
  }

  /// Whether something was appended that has not been written.
  ///
  /// @return as of now
  public synchronized boolean hasUnwritten() {
    return unflushed || buffered.position() > 0;
  }
}
