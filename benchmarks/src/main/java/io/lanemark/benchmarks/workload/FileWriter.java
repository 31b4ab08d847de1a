package io.lanemark.benchmarks.workload;

import io.lanemark.benchmarks.backend.DiskBackend;
import io.lanemark.benchmarks.backend.ScratchDirectory;
import io.lanemark.workload.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes files in folders that the tasks of a JVM share: as many as there are tasks at once, so
/// that no two tasks use the same file or the lock of the same directory.
///
/// A task deletes each file of the previous task in its folder and creates it again. So the used
/// space does not grow, and no file is overwritten: file systems treat overwriting differently.
/// Closing deletes everything.
final class FileWriter implements AutoCloseable {

  private final ScratchDirectory directory;
  private final Deque<Path> idleFolders = new ConcurrentLinkedDeque<>();
  private final AtomicInteger folders = new AtomicInteger();

  private FileWriter(ScratchDirectory directory) {
    this.directory = directory;
  }

  static FileWriter open(Resources resources) throws IOException {
    Path disk = DiskBackend.directory(resources.address(DiskBackend.NAME));
    return new FileWriter(new ScratchDirectory(Files.createTempDirectory(disk, "jvm-")));
  }

  /// Writes files of the same content.
  ///
  /// @param files how many
  /// @param content of each; only its bytes are read
  /// @param force whether they are on the disk, with their names, when this returns
  /// @return bytes written
  /// @throws IOException if that fails; it names the file
  long write(int files, ByteBuffer content, boolean force) throws IOException {
    Path idle = idleFolders.pollFirst();
    Path folder = idle != null ? idle : newFolder();
    try {
      long bytes = 0;
      for (int index = 0; index < files; index++) {
        bytes += write(folder.resolve("file-" + index), content.duplicate(), force);
      }
      if (force) {
        force(folder);
      }
      idleFolders.addFirst(folder);
      return bytes;
    } catch (IOException e) {
      giveBack(folder, e);
      throw e;
    }
  }

  private Path newFolder() throws IOException {
    return Files.createDirectory(directory.path().resolve("task-" + folders.getAndIncrement()));
  }

  /// Deletes the files of a failed task, so that there is space to report that the disk is full.
  private static void giveBack(Path folder, IOException failure) {
    try {
      new ScratchDirectory(folder).delete();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static long write(Path path, ByteBuffer content, boolean force) throws IOException {
    Files.deleteIfExists(path);
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        file.write(content);
      }
      if (force) {
        file.force(true);
      }
      return file.size();
    } catch (IOException e) {
      throw named(path, e);
    }
  }

  /// A new file is found again after a crash only when its directory is on the disk, too.
  private static void force(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      throw named(folder, e);
    }
  }

  /// The exception of a channel does not name the file if the disk is full.
  private static FileSystemException named(Path path, IOException e) {
    if (e instanceof FileSystemException named) {
      return named;
    }
    FileSystemException named = new FileSystemException(path.toString(), null, e.getMessage());
    named.initCause(e);
    return named;
  }

  @Override
  public void close() throws IOException {
    directory.delete();
  }
}
