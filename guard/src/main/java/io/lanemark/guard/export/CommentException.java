package io.lanemark.guard.export;

/// Why a comment could not be written, in one line.
final class CommentException extends Exception {
  private static final long serialVersionUID = 1L;

  CommentException(String message) {
    super(message);
  }
}
