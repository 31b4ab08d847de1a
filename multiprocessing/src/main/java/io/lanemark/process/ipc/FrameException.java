package io.lanemark.process.ipc;

import java.io.IOException;

/// What came in is not a frame: too long, broken off, or of no known type. The stream is of no
/// further use.
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  /// A frame that is wrong.
  ///
  /// @param message what was expected, and what came
  public FrameException(String message) {
    super(message);
  }
}
