package io.lanemark.process;

import org.jspecify.annotations.Nullable;

/// Stands for an exception of a task that could not itself cross from the worker; it has the stack
/// trace of the one it stands for.
public final class RemoteTaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 16;

  private final String thrownClass;

  private RemoteTaskException(
      String thrownClass, @Nullable String message, @Nullable Throwable cause) {
    super(message == null ? thrownClass : thrownClass + ": " + message, cause);
    this.thrownClass = thrownClass;
  }

  /// Makes a stand-in, with stand-ins for its causes.
  ///
  /// @param thrown what cannot cross
  /// @return what can
  public static RemoteTaskException standingFor(Throwable thrown) {
    return standingFor(thrown, MAX_CAUSES);
  }

  private static RemoteTaskException standingFor(Throwable thrown, int causesLeft) {
    Throwable cause = thrown.getCause();
    RemoteTaskException standIn =
        new RemoteTaskException(
            thrown.getClass().getName(),
            thrown.getMessage(),
            cause == null || causesLeft == 0 ? null : standingFor(cause, causesLeft - 1));
    standIn.setStackTrace(thrown.getStackTrace());
    return standIn;
  }

  /// What the task threw.
  ///
  /// @return name of its class
  public String thrownClass() {
    return thrownClass;
  }
}
