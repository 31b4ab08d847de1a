package io.lanemark.cli.host;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The temporary folder of one run and of all its processes: what they leave in it goes with it.
///
/// Its path is short, because sockets are made below it, whose paths may have some 100 bytes at
/// most. The process that made it holds a lock in it, so that a later run can tell a folder in use
/// from one that was left behind.
///
/// @param path where it is
/// @param inUse held by the process that made it; null in others
record PrivateFolder(Path path, @Nullable LockFile inUse) {

  private static final String PREFIX = "lanemark.";
  private static final String LOCK_FILE = "in-use";

  /// As long as the paths get at which worker processes are awaited.
  private static final String LONGEST_SOCKET = "s".repeat("lanemark-1234567890123/socket".length());

  /// Makes a folder for this process, and deletes those that killed processes left behind.
  ///
  /// @param temporary where
  /// @return a folder that only this user can enter
  /// @throws IOException if it cannot be made
  static PrivateFolder make(Path temporary) throws IOException {
    sweep(temporary);
    Path path = temporary.resolve(PREFIX + ProcessHandle.current().pid());
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      refuseWhereNoSocketFits(path);
    } catch (IOException e) {
      Files.delete(path);
      throw e;
    }
    LockFile inUse =
        LockFile.take(path.resolve(LOCK_FILE))
            .orElseThrow(() -> new IOException("another run takes it for a left-over: " + path));
    return new PrivateFolder(path, inUse);
  }

  /// Systems differ in how long the path of a socket may be, and only say so when one is made.
  private static void refuseWhereNoSocketFits(Path folder) throws IOException {
    Path longest = folder.resolve(LONGEST_SOCKET);
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(longest));
    } catch (SocketException e) {
      throw new IOException(
          "worker processes could not be reached by a socket in it, of which the path has %d bytes"
                  .formatted(longest.toString().getBytes(StandardCharsets.UTF_8).length)
              + " (%s); choose another by -Djava.io.tmpdir".formatted(e.getMessage()),
          e);
    } finally {
      Files.deleteIfExists(longest);
    }
  }

  /// The folder that the parent of this process made for it.
  static PrivateFolder ofThisProcess() {
    return new PrivateFolder(Path.of(System.getProperty("java.io.tmpdir")), null);
  }

  /// A file beside it, which all processes of the machine see.
  Path beside(String name) {
    return path.resolveSibling(name);
  }

  /// Deletes it with all that is in it.
  ///
  /// @throws IOException if something in it cannot be deleted
  void delete() throws IOException {
    new FileTree(path).delete();
  }

  private static void sweep(Path temporary) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(temporary, PREFIX + "[0-9]*")) {
      for (Path entry : entries) {
        new PrivateFolder(entry, null).deleteIfLeftBehind();
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void deleteIfLeftBehind() {
    try {
      if (!Files.exists(path.resolve(LOCK_FILE))) {
        if (!makerIsAlive()) {
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
      // Of another user, or swept by another run at the same time.
    }
  }

  /// This process has made none yet: one of its number is of an earlier process.
  private boolean makerIsAlive() {
    try {
      long pid = Long.parseLong(path.getFileName().toString().substring(PREFIX.length()));
      return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
