package io.lanemark.process.ipc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads frames from a stream. For one thread.
public final class FrameReader {
  private static final int BUFFER_BYTES = 16 * 1024;

  /// A peer that has begun a frame must continue it, or it has failed.
  private static final Duration PARTIAL_FRAME_LIMIT = Duration.ofSeconds(30);

  private final InputStream in;
  private final @Nullable Connection connection;
  private final long maxPayloadBytes;
  private final ByteBuffer buffered = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private boolean limited;

  /// Reads from a stream, and waits for as long as it takes.
  ///
  /// @param in may be read beyond the frames that were returned
  /// @param maxPayloadBytes a longer payload is refused before anything is allocated for it
  public FrameReader(InputStream in, long maxPayloadBytes) {
    this(in, null, maxPayloadBytes);
  }

  /// Reads from a connection. A frame that has begun must continue within 30 seconds.
  ///
  /// @param connection may be read beyond the frames that were returned
  /// @param maxPayloadBytes a longer payload is refused before anything is allocated for it
  public FrameReader(Connection connection, long maxPayloadBytes) {
    this(connection.input(), connection, maxPayloadBytes);
  }

  private FrameReader(InputStream in, @Nullable Connection connection, long maxPayloadBytes) {
    this.in = in;
    this.connection = connection;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /// Whether the next frame is complete in the buffer.
  ///
  /// @return false if [#read] might wait
  public boolean hasNext() {
    int at = buffered.position();
    return buffered.remaining() >= Frame.HEADER_BYTES
        && buffered.get(at + Frame.ATTACHMENTS_OFFSET) == 0
        && buffered.getShort(at + Frame.PIECES_OFFSET) == 0
        && buffered.remaining() - Frame.HEADER_BYTES
            >= buffered.getInt(at + Frame.BODY_LENGTH_OFFSET);
  }

  /// Waits for a frame.
  ///
  /// @return null if the stream ended between two frames
  /// @throws FrameException if the frame is invalid or incomplete
  /// @throws IOException if the stream cannot be read, or a frame does not continue in time
  public @Nullable Frame read() throws IOException {
    if (!buffered.hasRemaining()) {
      limit(false);
      if (receive() < 0) {
        return null;
      }
    }
    require(Frame.HEADER_BYTES, "a frame's header");
    int bytes = buffered.getInt();
    byte letter = buffered.get();
    long id = buffered.getLong();
    int attachments = Byte.toUnsignedInt(buffered.get());
    int pieces = Short.toUnsignedInt(buffered.getShort());
    if (attachments == 0 && pieces == 0) {
      checkLengths(letter, id, bytes);
      return new Frame(FrameType.of(letter), id, Payload.of(take(bytes)));
    }
    int[] lengths = takeLengths(attachments, pieces);
    checkLengths(letter, id, bytes, lengths);
    FrameType type = FrameType.of(letter);
    byte[] body = take(bytes);
    List<byte[]> large = new ArrayList<>(lengths.length);
    for (int length : lengths) {
      large.add(take(length));
    }
    return new Frame(
        type,
        id,
        new Payload(body, large.subList(0, attachments), large.subList(attachments, large.size())));
  }

  private int[] takeLengths(int attachments, int pieces) throws IOException {
    if (pieces > Payload.MAX_PIECES) {
      throw new FrameException(
          String.format(
              Locale.ROOT,
              "expected a frame of at most %d pieces: %d",
              Payload.MAX_PIECES,
              pieces));
    }
    int[] lengths = new int[attachments + pieces];
    require(lengths.length * Integer.BYTES, "a frame's lengths");
    buffered.asIntBuffer().get(lengths);
    buffered.position(buffered.position() + lengths.length * Integer.BYTES);
    return lengths;
  }

  private void checkLengths(byte letter, long id, int bytes, int... others) throws FrameException {
    long total = bytes;
    boolean negative = bytes < 0;
    for (int length : others) {
      total += length;
      negative |= length < 0;
    }
    if (negative || total > maxPayloadBytes) {
      throw new FrameException(
          String.format(
              Locale.ROOT,
              "expected a payload of at most %d bytes, and the frame (type %d, id %d) announces %d",
              maxPayloadBytes,
              letter,
              id,
              total));
    }
  }

  private byte[] take(int length) throws IOException {
    byte[] target = new byte[length];
    int taken = Math.min(length, buffered.remaining());
    buffered.get(target, 0, taken);
    while (taken < length) {
      limit(true);
      int read = in.read(target, taken, length - taken);
      if (read < 0) {
        throw brokenOff("a payload", length, taken);
      }
      taken += read;
    }
    return target;
  }

  private void require(int bytes, String what) throws IOException {
    while (buffered.remaining() < bytes) {
      limit(true);
      if (receive() < 0) {
        throw brokenOff(what, bytes, buffered.remaining());
      }
    }
  }

  private static FrameException brokenOff(String what, int expected, int got) {
    return new FrameException(
        String.format(
            Locale.ROOT,
            "expected %s of %d bytes, and the stream ended after %d",
            what,
            expected,
            got));
  }

  /// Reads what is available into the buffer; waits for at least one byte.
  private int receive() throws IOException {
    buffered.compact();
    try {
      int read = in.read(buffered.array(), buffered.position(), buffered.remaining());
      if (read > 0) {
        buffered.position(buffered.position() + read);
      }
      return read;
    } finally {
      buffered.flip();
    }
  }

  private void limit(boolean inFrame) {
    if (connection != null && inFrame != limited) {
      limited = inFrame;
      connection.limitReads(inFrame ? PARTIAL_FRAME_LIMIT : Duration.ZERO);
    }
  }
}
