package io.lanemark.benchmarks.backend;

/// A backend is unavailable. The message is one line that names it and says why.
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Puts the line together.
  ///
  /// @param backend its name
  /// @param reason why; line breaks become spaces
  public BackendUnavailableException(String backend, String reason) {
    super("backend '%s' %s".formatted(backend, String.join(" ", reason.lines().toList())));
  }
}
