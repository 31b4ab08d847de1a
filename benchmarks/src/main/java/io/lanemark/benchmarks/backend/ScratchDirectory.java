package io.lanemark.benchmarks.backend;

import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
  /// @throws IOException if something cannot be deleted
  public void delete() throws IOException {
    new FileTree(path).delete();
  }
}
