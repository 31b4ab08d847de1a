package io.lanemark.reports.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/// The file of a page.
///
/// @param folder the folder; created if missing
/// @param name name of the file
record PageFile(Path folder, String name) {

  /// Writes a temporary file and then renames it, so that a reader sees the old file or the new
  /// one, never a part.
  ///
  /// @param page renders it
  /// @return the file written
  /// @throws IOException if it cannot be written, or rendering it fails for such a reason
  Path write(Supplier<String> page) throws IOException {
    String text;
    try {
      text = page.get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    Path temporary = folder.resolve("." + name + ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }
}
