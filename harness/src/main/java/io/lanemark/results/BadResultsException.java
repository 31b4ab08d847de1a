package io.lanemark.results;

import io.lanemark.files.FileErrorMessage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Results that are missing, truncated, of a newer schema, or no results at all.
public final class BadResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /// Names the file, what is wrong with it, and what would be right.
  ///
  /// @param path the file or folder
  /// @param problem one phrase
  public BadResultsException(Path path, String problem) {
    super("%s: %s".formatted(path, problem));
    this.problem = problem;
  }

  /// Says in words why a file or folder cannot be read: the messages of the JDK are often only a
  /// path.
  ///
  /// @param path the file or folder
  /// @param cause the error that reading it caused
  /// @return what is to be thrown
  public static BadResultsException unreadable(Path path, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _, NotDirectoryException _ ->
          new BadResultsException(path, "no such file or folder");
      default ->
          new BadResultsException(path, "cannot be read: " + FileErrorMessage.words(path, cause));
    };
  }

  /// What is wrong, without the path.
  ///
  /// @return one phrase
  public String problem() {
    return problem;
  }
}
