package io.lanemark.results;

import java.nio.file.Path;

/// Results that are missing, truncated, of a newer schema, or no results at all.
public final class BadResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Names the file, what is wrong with it, and what would be right.
  ///
  /// @param path the file or folder
  /// @param problem one phrase
  public BadResultsException(Path path, String problem) {
    super("%s: %s".formatted(path, problem));
  }
}
