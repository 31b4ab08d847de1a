package io.lanemark.benchmarks.backend;

import io.lanemark.files.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that is deleted with everything in it.
///
/// @param path where it is
public record ScratchDirectory(Path path) {

  /// The folder of a backend process. It is named after the process, so that both the process and
  /// the one that started it can delete it. The name must not match other folders, because users
  /// may keep files in the same work directory.
  static ScratchDirectory of(Path workDirectory, String backend, long pid) {
    return new ScratchDirectory(workDirectory.resolve(prefix(backend) + pid));
  }

  private static String prefix(String backend) {
    return ".lanemark-backend-%s-".formatted(backend);
  }

  /// Deletes the folders of a backend's killed processes, as far as possible.
  ///
  /// @param workDirectory where no process keeps files now
  /// @param backend name of the backend
  static void deleteAll(Path workDirectory, String backend) {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(workDirectory, prefix(backend) + "[0-9]*")) {
      for (Path entry : entries) {
        new ScratchDirectory(entry).delete();
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.err.println("files of backend '%s' cannot be deleted: %s".formatted(backend, e));
    }
  }

  void create() throws IOException {
    Files.createDirectory(path);
  }

  /// Deletes it with everything in it; does nothing if it does not exist.
  ///
  /// @throws IOException if something cannot be deleted
  public void delete() throws IOException {
    new FileTree(path).delete();
  }
}
