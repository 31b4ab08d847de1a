package io.lanemark.benchmarks.backend;

import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that is deleted with all that is in it.
///
/// @param path where it is
public record ScratchDirectory(Path path) {

  /// That of a backend process, named after it, so that both the process and the one that started
  /// it can delete it. The work directory may be one in which users keep folders of their own.
  static ScratchDirectory of(Path workDirectory, String backend, long pid) {
    return new ScratchDirectory(workDirectory.resolve(prefix(backend) + pid));
  }

  private static String prefix(String backend) {
    return ".lanemark-backend-%s-".formatted(backend);
  }

  /// Deletes those that killed processes of a backend left behind, as far as that is possible.
  ///
  /// @param workDirectory no process keeps files there now
  /// @param backend name of the backend
  static void deleteAll(Path workDirectory, String backend) {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(workDirectory, prefix(backend) + "[0-9]*")) {
      for (Path entry : entries) {
        new ScratchDirectory(entry).delete();
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.err.println("files of backend '%s' are left behind: %s".formatted(backend, e));
    }
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
