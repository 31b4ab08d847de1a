package io.lanemark.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that one process at a time can hold. The kernel takes it from a process that ends,
/// however it ends; closing it deletes the file as well, if that is allowed.
///
/// @param file where it is
/// @param channel holds the lock while it is open
public record LockFile(Path file, FileChannel channel) implements AutoCloseable {

  /// Locks a file, and creates it if it does not exist.
  ///
  /// @param file in a folder that exists
  /// @return the lock; empty if somebody else holds it
  /// @throws IOException if the file can be neither created nor opened
  public static Optional<LockFile> take(Path file) throws IOException {
    while (true) {
      make(file);
      try {
        Object key = keyOf(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
          channel.close();
          return Optional.empty();
        }
        // A file that was deleted after it was opened here keeps nobody out.
        if (Objects.equals(key, keyOf(file))) {
          return Optional.of(new LockFile(file, channel));
        }
        channel.close();
      } catch (NoSuchFileException e) {
        // The holder has just deleted it, so it must be created again.
      }
    }
  }

  /// Every user may lock it, as with the file of JMH.
  private static void make(Path file) throws IOException {
    try {
      Files.createFile(file);
      file.toFile().setWritable(true, false);
    } catch (FileAlreadyExistsException e) {
      // Held by a process, or left over from one that was killed.
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process itself holds it.
      return false;
    }
  }

  private static @Nullable Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /// Releases it; does nothing the second time. The file may belong to another user, in a folder
  /// where only the owner of a file may delete it. It then stays, and keeps nobody out.
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The lock is free in any case.
    }
  }
}
