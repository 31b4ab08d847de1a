package io.lanemark.reports.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/// A page as a file.
///
/// @param folder where; made where it does not exist
/// @param name of the file
record PageFile(Path folder, String name) {

  /// Writes it beside its place first, so that a reader sees the old file or the new one and never
  /// a part.
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
    Path beside = folder.resolve("." + name + ".tmp");
    try {
      Files.writeString(beside, text);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    return file;
  }
}
