package io.lanemark.cli.host;

import io.lanemark.files.FileErrorMessage;
import io.lanemark.files.FileTree;
import io.lanemark.files.LockFile;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The temporary folder of one run and all its processes. It is deleted with everything in it.
///
/// Its path is short, because it contains sockets, whose paths are limited to about 100 bytes. The
/// process that created it holds a lock in it, so that a later run can distinguish a folder in use
/// from one of a killed run.
///
/// @param path the path of the folder
/// @param inUse the lock of the process that created it; null in others
record TemporaryFolder(Path path, @Nullable LockFile inUse) {

  private static final String PREFIX = "lanemark.";
  private static final String LOCK_FILE = "in-use";

  /// The longest path, within the folder, of a socket that connects worker processes.
  private static final String LONGEST_SOCKET_PATH =
      "s".repeat("lanemark-1234567890123/socket".length());

  /// Creates a folder for this process, and deletes the folders of killed processes.
  ///
  /// @param parent the folder for it
  /// @return a folder that only this user can enter
  /// @throws IOException if it cannot be created
  static TemporaryFolder create(Path parent) throws IOException {
    deleteLeftovers(parent);
    Path path = parent.resolve(PREFIX + ProcessHandle.current().pid());
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      requireRoomForSocket(path);
    } catch (IOException e) {
      Files.delete(path);
      throw e;
    }
    LockFile inUse =
        LockFile.take(path.resolve(LOCK_FILE))
            .orElseThrow(() -> new IOException("another run has just deleted it: " + path));
    return new TemporaryFolder(path, inUse);
  }

  /// The limit for the path of a socket depends on the system, and only `bind` reports it.
  private static void requireRoomForSocket(Path folder) throws IOException {
    Path longest = folder.resolve(LONGEST_SOCKET_PATH);
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(longest));
    } catch (SocketException e) {
      throw new IOException(
          String.format(
                  Locale.ROOT,
                  "a socket in it would have a path of %d bytes (%s): set a shorter folder with",
                  longest.toString().getBytes(StandardCharsets.UTF_8).length,
                  e.getMessage())
              + " -Djava.io.tmpdir",
          e);
    } finally {
      Files.deleteIfExists(longest);
    }
  }

  /// The folder that the parent of this process created for it.
  static TemporaryFolder ofThisProcess() {
    return new TemporaryFolder(Path.of(System.getProperty("java.io.tmpdir")), null);
  }

  /// A file next to the folder, which all processes of the machine see.
  Path sibling(String name) {
    return path.resolveSibling(name);
  }

  /// Deletes the folder and everything in it.
  ///
  /// @throws IOException if something in it cannot be deleted
  void delete() throws IOException {
    new FileTree(path).delete();
  }

  /// Deletes the folder, or prints why that is impossible.
  void deleteOrReport() {
    try {
      delete();
    } catch (IOException e) {
      System.err.println(
          "lanemark: " + FileErrorMessage.of(path, "the temporary folder could not be deleted", e));
    }
  }

  private static void deleteLeftovers(Path parent) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "[0-9]*")) {
      for (Path entry : entries) {
        new TemporaryFolder(entry, null).deleteIfUnused();
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void deleteIfUnused() {
    try {
      if (!Files.exists(path.resolve(LOCK_FILE))) {
        if (!creatorIsAlive()) {
          delete();
        }
        return;
      }
      Optional<LockFile> lock = LockFile.take(path.resolve(LOCK_FILE));
      if (lock.isPresent()) {
        try (LockFile _ = lock.get()) {
          delete();
        }
      }
    } catch (IOException e) {
      // It belongs to another user, or another run is deleting it at the same time.
    }
  }

  /// A folder with the id of this process is of an earlier process with the same id.
  private boolean creatorIsAlive() {
    try {
      long pid = Long.parseLong(path.getFileName().toString().substring(PREFIX.length()));
      return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
