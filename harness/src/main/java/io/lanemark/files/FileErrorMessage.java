package io.lanemark.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Why a file cannot be read or written, in words: the messages of the JDK are often only a path.
public final class FileErrorMessage {

  private FileErrorMessage() {}

  /// A message in one line.
  ///
  /// @param path what was to be written
  /// @param problem the consequence
  /// @param e the error
  /// @return path, problem and reason
  public static String of(Path path, String problem, IOException e) {
    return "%s: %s: %s".formatted(path, problem, words(path, e));
  }

  /// The reason alone.
  ///
  /// @param path what was to be read or written
  /// @param e the error
  /// @return one phrase, in which "it" is the path
  public static String words(Path path, IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "no permission for " + name(path, denied);
      case FileAlreadyExistsException existing ->
          existing.getReason() != null
              ? existing.getReason()
              : name(path, existing) + " already exists and is not a folder";
      case NoSuchFileException missing ->
          name(path, missing) + " does not exist and cannot be created";
      case NotDirectoryException file -> name(path, file) + " is not a folder";
      case DirectoryNotEmptyException folder ->
          name(path, folder) + " is a folder that is not empty";
      case CharacterCodingException _ -> "it is not UTF-8 text";
      case FileSystemException other ->
          other.getReason() != null ? other.getReason() : "the system gave no reason";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String name(Path path, FileSystemException e) {
    return path.toString().equals(e.getFile()) ? "it" : e.getFile();
  }
}
