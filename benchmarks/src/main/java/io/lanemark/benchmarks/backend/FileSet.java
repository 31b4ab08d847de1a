package io.lanemark.benchmarks.backend;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of the `files` backend, all of [#FILE_BYTES] and all with the same content: tasks may
/// read any of them, and what they read is the same.
///
/// The content is pseudo-random, so that nothing on the way can compress it. A file system that
/// detects equal files and stores them once would turn this into a measurement of its cache. No
/// file system does that by default.
///
/// @param directory where they are
/// @param files how many there are; at least 1
/// @param direct whether they are read past the page cache (`O_DIRECT`)
/// @param fileSystem type of the file system, such as `ext4`
public record FileSet(Path directory, int files, boolean direct, String fileSystem) {

  /// Size of each file, and so the most that can be read from one.
  public static final int FILE_BYTES = 1 << 20;

  private static final Pattern QUERY =
      Pattern.compile("direct=(true|false)&files=(\\d{1,9})&fileSystem=(.*)");

  private static final Set<OpenOption> CACHED = Set.of(StandardOpenOption.READ);
  private static final Set<OpenOption> DIRECT = directOptions();

  /// Reads what [#address] wrote.
  ///
  /// @param address of the backend
  /// @return its files
  /// @throws IllegalArgumentException if it is not such an address
  public static FileSet at(URI address) {
    Matcher query = QUERY.matcher(String.valueOf(address.getQuery()));
    if (!query.matches()) {
      throw new IllegalArgumentException(
          "expected file:///directory?direct=…&files=…&fileSystem=…, not " + address);
    }
    return new FileSet(
        Path.of(address.getPath()),
        Integer.parseInt(query.group(2)),
        Boolean.parseBoolean(query.group(1)),
        query.group(3));
  }

  /// The whole set as an address, which says how its files are to be read.
  ///
  /// @return `file:///directory?direct=…&files=…&fileSystem=…`
  public URI address() {
    String directoryOnly = directory.toUri().toASCIIString();
    String query =
        String.format(Locale.ROOT, "direct=%s&files=%d&fileSystem=%s", direct, files, fileSystem);
    return URI.create(directoryOnly + "?" + query);
  }

  /// What a reader of the results must know about it.
  ///
  /// @return a phrase
  public String label() {
    return String.format(
        Locale.ROOT,
        "%d files of %d KiB on %s, %s",
        files,
        FILE_BYTES >> 10,
        fileSystem,
        direct
            ? "read with O_DIRECT"
            : "read through the page cache, so that most reads do not reach the disk");
  }

  /// A multiple of what reads must be aligned to, and the size of the reads.
  ///
  /// @param atLeastBytes the size wanted
  /// @return the next multiple of the file system's block size
  /// @throws IOException if the block size cannot be read
  public int alignedBytes(int atLeastBytes) throws IOException {
    int block = blockBytes();
    return Math.ceilDiv(atLeastBytes, block) * block;
  }

  /// A buffer that fits the file system.
  ///
  /// @param atLeastBytes the size wanted
  /// @return a direct buffer at an aligned address, its size aligned too
  /// @throws IOException if the block size cannot be read
  public ByteBuffer alignedBuffer(int atLeastBytes) throws IOException {
    int bytes = alignedBytes(atLeastBytes);
    int block = blockBytes();
    return ByteBuffer.allocateDirect(bytes + block - 1).alignedSlice(block).limit(bytes).slice();
  }

  private int blockBytes() throws IOException {
    return Math.toIntExact(Files.getFileStore(directory).getBlockSize());
  }

  /// Opens a file, reads its beginning, and closes it.
  ///
  /// @param index which file; any number, taken modulo the number of files
  /// @param bytes how much of it, at most [#FILE_BYTES]
  /// @param buffer of [#alignedBuffer], which the file is read through
  /// @param reader takes what was read, a buffer at a time
  /// @throws IOException if it cannot be read
  public void read(int index, int bytes, ByteBuffer buffer, Consumer<ByteBuffer> reader)
      throws IOException {
    try (FileChannel file = FileChannel.open(file(Math.floorMod(index, files)), options())) {
      int left = bytes;
      while (left > 0) {
        buffer.clear();
        if (file.read(buffer) < 0) {
          throw new EOFException(
              String.format(
                  Locale.ROOT,
                  "%s ends %d bytes too early",
                  file(Math.floorMod(index, files)),
                  left));
        }
        buffer.flip();
        buffer.limit(Math.min(buffer.limit(), left));
        left -= buffer.limit();
        reader.accept(buffer);
      }
    }
  }

  /// `O_DIRECT` is an option of the JDK and not of Java SE. The compiler warns about its name, and
  /// warnings are errors here. A runtime without the option reads through the page cache.
  private static Set<OpenOption> directOptions() {
    try {
      for (Object option :
          Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
        if (option.toString().equals("DIRECT")) {
          return Set.of(StandardOpenOption.READ, (OpenOption) option);
        }
      }
    } catch (ClassNotFoundException e) {
      // Same as a runtime without the option.
    }
    return Set.of();
  }

  private Set<OpenOption> options() {
    if (direct && DIRECT.isEmpty()) {
      throw new UnsupportedOperationException("this Java runtime cannot read with O_DIRECT");
    }
    return direct ? DIRECT : CACHED;
  }

  Path file(int index) {
    return directory.resolve(String.format(Locale.ROOT, "file-%04d", index));
  }

  static ByteBuffer content() {
    byte[] content = new byte[FILE_BYTES];
    new SplittableRandom(FILE_BYTES).nextBytes(content);
    return ByteBuffer.wrap(content);
  }
}
