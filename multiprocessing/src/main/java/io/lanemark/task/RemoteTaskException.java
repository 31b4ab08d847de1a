package io.lanemark.task;

import org.jspecify.annotations.Nullable;

/// Replaces an exception of a task that could not be sent from the worker; it has the stack trace
/// of the original.
public final class RemoteTaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 16;

  /// All causes together fit into a frame.
  private static final int MAX_MESSAGE_CHARS = 64 * 1024;

  private final String thrownClass;

  private RemoteTaskException(String thrownClass, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.thrownClass = thrownClass;
  }

  /// Makes a replacement, with replacements for its causes.
  ///
  /// @param thrown the original, which cannot be sent
  /// @return the replacement
  public static RemoteTaskException standingFor(Throwable thrown) {
    try {
      return standingFor(thrown, MAX_CAUSES);
    } catch (Throwable e) {
      String name = thrown.getClass().getName();
      return new RemoteTaskException(name, name + "; its getMessage() failed", null);
    }
  }

  private static RemoteTaskException standingFor(Throwable thrown, int causesLeft) {
    Throwable cause = thrown.getCause();
    String name = thrown.getClass().getName();
    String message = thrown.getMessage();
    RemoteTaskException standIn =
        new RemoteTaskException(
            name,
            message == null ? name : name + ": " + cut(message),
            cause == null || causesLeft == 0 ? null : standingFor(cause, causesLeft - 1));
    standIn.setStackTrace(thrown.getStackTrace());
    return standIn;
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS) + "…";
  }

  /// What the task threw.
  ///
  /// @return name of its class
  public String thrownClass() {
    return thrownClass;
  }
}
