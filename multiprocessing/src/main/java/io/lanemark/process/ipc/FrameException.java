package io.lanemark.process.ipc;

import java.io.IOException;

/// The input is not a valid frame: too long, incomplete, or of an unknown type. The stream cannot
/// be used any more.
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  /// An invalid frame.
  ///
  /// @param message what was expected, and what came
  public FrameException(String message) {
    super(message);
  }
}
