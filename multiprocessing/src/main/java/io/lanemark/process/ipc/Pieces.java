package io.lanemark.process.ipc;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects bytes in pieces: what is long is never copied to make room for more. A short text is
/// one piece. What exceeds the limit is counted only.
final class Pieces extends OutputStream {
  private static final int FIRST_BYTES = 512;
  private static final int SMALL_BYTES = 64 * 1024;
  private static final int LARGEST_BYTES = 64 * 1024 * 1024;

  /// A new piece has this part of what there is, so that little of the last one is unused.
  private static final int PART = 16;

  private final long maxBytes;
  private final List<byte[]> full = new ArrayList<>(0);
  private byte[] last = new byte[FIRST_BYTES];
  private int used;
  private long length;

  Pieces(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// The bytes of some pieces. Each is removed when it has been read, so that they do not stay in
  /// memory next to the object that is made of them.
  ///
  /// @param pieces modifiable
  static InputStream read(List<byte[]> pieces) {
    return new Input(pieces);
  }

  private static final class Input extends InputStream {
    private static final byte[] READ = {};

    private final List<byte[]> pieces;
    private int next;
    private byte[] piece = READ;
    private int position;

    Input(List<byte[]> pieces) {
      this.pieces = pieces;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      while (position == piece.length) {
        if (next == pieces.size()) {
          return -1;
        }
        piece = pieces.set(next++, READ);
        position = 0;
      }
      int count = Math.min(length, piece.length - position);
      System.arraycopy(piece, position, target, offset, count);
      position += count;
      return count;
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int bytes) {
    length += bytes;
    if (length > maxBytes) {
      full.clear();
      return;
    }
    int end = offset + bytes;
    int from = offset;
    while (from < end) {
      if (used == last.length) {
        makeRoom(Math.min(SMALL_BYTES, end - from));
      }
      int count = Math.min(last.length - used, end - from);
      System.arraycopy(source, from, last, used, count);
      used += count;
      from += count;
    }
  }

  private void makeRoom(int more) {
    if (used < SMALL_BYTES) {
      last = Arrays.copyOf(last, Math.min(SMALL_BYTES, Math.max(used + more, 2 * used)));
    } else {
      full.add(last);
      last = new byte[Math.clamp(length / PART, SMALL_BYTES, LARGEST_BYTES)];
      used = 0;
    }
  }

  /// How many bytes were written, including those that are counted only.
  long length() {
    return length;
  }

  /// Whether it is all in one piece.
  boolean isSmall() {
    return full.isEmpty();
  }

  /// Copies the only piece.
  void copyTo(ByteBuffer target) {
    target.put(last, 0, used);
  }

  /// Everything that was written.
  List<byte[]> all() {
    full.add(used == last.length ? last : Arrays.copyOf(last, used));
    last = new byte[0];
    used = 0;
    return full;
  }

  /// Everything in one array, which is a copy.
  byte[] joined() {
    byte[] all = new byte[Math.toIntExact(length)];
    ByteBuffer target = ByteBuffer.wrap(all);
    full.forEach(target::put);
    copyTo(target);
    return all;
  }
}
