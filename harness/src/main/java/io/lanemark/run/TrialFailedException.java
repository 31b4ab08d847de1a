package io.lanemark.run;

/// A trial that began and has no score. Its message is the reason in one line.
public final class TrialFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Gives the reason.
  ///
  /// @param reason one line
  public TrialFailedException(String reason) {
    super(reason);
  }
}
