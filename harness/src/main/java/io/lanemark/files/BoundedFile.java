package io.lanemark.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file of limited size for what somebody else's program prints: it holds the first and the last
/// part, and a line that says how many bytes between them are left out. It is created by the first
/// byte.
///
/// Safe for use by several threads.
public final class BoundedFile extends OutputStream {

  /// Size of each of the two parts.
  public static final int PART_BYTES = 512 << 10;

  private final Path path;
  private final int partBytes;
  private @Nullable OutputStream file;
  private long written;

  /// The last bytes after the first part; the next one goes to `written % partBytes`.
  private byte[] last = {};

  /// Nothing is written yet.
  ///
  /// @param path of the file; replaced if it exists
  public BoundedFile(Path path) {
    this(path, PART_BYTES);
  }

  BoundedFile(Path path, int partBytes) {
    this.path = path;
    this.partBytes = partBytes;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (file == null) {
      file = Files.newOutputStream(path);
    }
    int first = Math.clamp(partBytes - written, 0, length);
    file.write(bytes, offset, first);
    written += first;
    keep(bytes, offset + first, length - first);
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (length > 0 && last.length == 0) {
      last = new byte[partBytes];
    }
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int place = (int) (written % partBytes);
      int count = Math.min(end - from, partBytes - place);
      System.arraycopy(bytes, from, last, place, count);
      from += count;
      written += count;
    }
  }

  /// Writes the last part. Does nothing the second time.
  ///
  /// @throws IOException if it cannot be written
  @Override
  public synchronized void close() throws IOException {
    if (file == null) {
      return;
    }
    try (OutputStream closing = file) {
      file = null;
      long leftOut = written - 2L * partBytes;
      int place = (int) (written % partBytes);
      if (leftOut > 0) {
        closing.write(
            String.format(Locale.ROOT, "%n… %,d bytes are left out …%n", leftOut)
                .getBytes(StandardCharsets.UTF_8));
        closing.write(last, place, partBytes - place);
      }
      if (leftOut > 0 || last.length > 0) {
        closing.write(last, 0, leftOut == 0 ? partBytes : place);
      }
    }
  }
}
