package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanemark.workload.Arguments;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesBackendTest {

  @TempDir private Path directory;

  private static URI start(Path directory, Map<String, String> given) throws IOException {
    try (FilesBackend backend = new FilesBackend()) {
      return backend.start(directory, Arguments.of(backend.parameters(), given));
    }
  }

  private static long checksum(FileSet set, int index, int bytes) throws IOException {
    CRC32C checksum = new CRC32C();
    set.read(index, bytes, set.alignedBuffer(1), checksum::update);
    return checksum.getValue();
  }

  private static long expected(int bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(FileSet.content().limit(bytes));
    return checksum.getValue();
  }

  @Test
  void makesFilesThatReadAlikeDirectOrNot() throws IOException {
    FileSet set = FileSet.at(start(directory, Map.of("files", "3")));
    FileSet cached = new FileSet(set.directory(), 3, false, set.fileSystem());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(3).allMatch(file -> file.toFile().length() == FileSet.FILE_BYTES);
    }
    for (int bytes : new int[] {1, 4095, 4096, 65536, 70_001, FileSet.FILE_BYTES}) {
      assertThat(checksum(set, 0, bytes)).isEqualTo(expected(bytes));
      assertThat(checksum(set, -1, bytes)).isEqualTo(expected(bytes));
      assertThat(checksum(cached, 5, bytes)).isEqualTo(expected(bytes));
    }
  }

  @Test
  void anAddressIsReadAsItWasWritten() throws IOException {
    Path odd = Files.createDirectory(directory.resolve("with space & ümlaut ?#"));
    FileSet set = new FileSet(odd, 7, true, "ext4");
    assertThat(FileSet.at(set.address())).isEqualTo(set);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileSet.at(URI.create("http://127.0.0.1/")))
        .withMessageContaining("http://127.0.0.1/");
  }

  @Test
  void saysWhetherThePageCacheIsRead() throws IOException {
    URI off = start(directory, Map.of("files", "1", "direct", "off"));
    try (FilesBackend backend = new FilesBackend()) {
      assertThat(off).hasParameter("direct", "false");
      assertThat(backend.label(off))
          .startsWith("1 files of 1024 KiB on ")
          .contains("through the page cache");
      URI direct = new FileSet(directory, 1, true, "ext4").address();
      assertThat(backend.label(direct)).contains("on ext4, read with O_DIRECT");
    }
  }

  /// A file system in memory takes `O_DIRECT` since Linux 6.6, and refuses it before.
  @Test
  void doesAsTheFileSystemDoes() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "no file system in memory here");
    Path inMemory = Files.createTempDirectory(memory, "lanemark-test-");
    try {
      FileSet set = FileSet.at(start(inMemory, Map.of("files", "1")));
      assertThat(set.direct()).isEqualTo(takesDirect(set));
      assertThat(set.fileSystem()).isEqualTo("tmpfs");
      assertThat(checksum(set, 0, 5000)).isEqualTo(expected(5000));
    } finally {
      new ScratchDirectory(inMemory).delete();
    }
    assertThat(inMemory).doesNotExist();
  }

  private static boolean takesDirect(FileSet set) {
    try {
      checksum(new FileSet(set.directory(), 1, true, set.fileSystem()), 0, 1);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  @Test
  void aFileThatIsTooShortIsAFailure() throws IOException {
    FileSet set = FileSet.at(start(directory, Map.of("files", "1", "direct", "off")));
    try (FileChannel file = FileChannel.open(set.file(0), StandardOpenOption.WRITE)) {
      file.truncate(1000);
    }
    assertThatIOException()
        .isThrownBy(() -> checksum(set, 0, 1001))
        .isInstanceOf(EOFException.class)
        .withMessageContaining("1 bytes too early");
  }

  @Test
  void writesNothingOnceItIsClosed() throws IOException {
    FilesBackend backend = new FilesBackend();
    backend.close();
    assertThatIOException()
        .isThrownBy(() -> backend.start(directory, Arguments.of(backend.parameters(), Map.of())))
        .withMessageContaining("closed");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesOtherWordsForDirect() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start(directory, Map.of("direct", "perhaps")))
        .withMessage("direct must be 'auto' or 'off': 'perhaps'");
  }
}
