package io.lanemark.benchmarks.backend;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A folder that is deleted with all that is in it.
///
/// @param path where it is
public record ScratchDirectory(Path path) {

  /// That of a backend process, named after it, so that both the process and the one that started
  /// it can delete it.
  static ScratchDirectory of(Path workDirectory, String backend, long pid) {
    return new ScratchDirectory(workDirectory.resolve("%s-%d".formatted(backend, pid)));
  }

  void create() throws IOException {
    Files.createDirectories(path);
  }

  /// Deletes it with all that is in it; does nothing where it is not.
  ///
  /// @throws IOException if something cannot be deleted, or is added meanwhile
  public void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
