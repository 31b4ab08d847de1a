package io.lanemark.results;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records as files of JSON, each with its `schemaVersion`.
public final class JsonFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private JsonFile() {}

  /// Writes a record to a temporary file next to the target, and renames it.
  ///
  /// @param file the target; replaced if it exists
  /// @param content a record
  /// @throws IOException if it cannot be written
  public static void write(Path file, Object content) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.writeString(temporary, JSON.writeValueAsString(content) + "\n");
    moveWhole(temporary, file);
  }

  /// Renames a file, in one step if the file system can do that.
  ///
  /// @param temporary a complete file in the same folder
  /// @param file its name
  /// @throws IOException if it cannot be moved
  public static void moveWhole(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file);
    }
  }

  /// Reads a record.
  ///
  /// @param file where it is
  /// @param type of the record
  /// @param <T> type of the record
  /// @return its content
  /// @throws BadResultsException if it cannot be read, or is of a newer schema
  public static <T> T read(Path file, Class<T> type) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw BadResultsException.unreadable(file, e);
    }
    try {
      int version = JSON.readTree(text).path("schemaVersion").asInt(0);
      if (version > Run.SCHEMA_VERSION) {
        throw new BadResultsException(
            file,
            String.format(
                Locale.ROOT,
                "schema version %d is newer than %d, the newest that this Lanemark reads",
                version,
                Run.SCHEMA_VERSION));
      }
      if (version < 1) {
        throw new BadResultsException(
            file, "no schemaVersion; expected 1 to " + Run.SCHEMA_VERSION);
      }
      return JSON.readValue(text, type);
    } catch (JacksonException e) {
      throw new BadResultsException(file, "unexpected JSON: " + e.getOriginalMessage());
    }
  }
}
