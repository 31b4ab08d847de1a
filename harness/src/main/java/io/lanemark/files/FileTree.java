package io.lanemark.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A folder with all that is in it.
///
/// @param root the folder
public record FileTree(Path root) {

  /// How long processes that are about to end may keep writing into it.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Deletes it; does nothing if it does not exist. Others may delete it at the same time, and may
  /// write into it for a while: what they write is deleted too. Symbolic links are not followed.
  ///
  /// @throws IOException if something cannot be deleted, or is written again and again for longer
  ///   than 10 s
  public void delete() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Files.walkFileTree(root, new Deletion());
        return;
      } catch (DirectoryNotEmptyException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /// Copies it, except hidden files and folders in it, such as locks and unfinished files. The copy
  /// of a symbolic link is a copy of its target.
  ///
  /// @param target does not exist yet; its parent does
  /// @throws IOException if something cannot be read or written; a part may have been copied
  public void copyTo(Path target) throws IOException {
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : all.filter(this::isVisible).toList()) {
        Files.copy(each, target.resolve(root.relativize(each).toString()));
      }
    }
  }

  private boolean isVisible(Path path) {
    return path.equals(root)
        || StreamSupport.stream(root.relativize(path).spliterator(), false)
            .noneMatch(name -> name.toString().startsWith("."));
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return continueIfGone(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        return continueIfGone(failure);
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }

    private static FileVisitResult continueIfGone(IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
