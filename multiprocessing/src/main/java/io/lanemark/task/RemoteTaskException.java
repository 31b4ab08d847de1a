package io.lanemark.task;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replaces an exception of a task that could not be sent from the worker, or whose class the
/// caller does not have. It has the message and the stack trace of the original, and replacements
/// for its causes and for its suppressed exceptions.
public final class RemoteTaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// With its causes and suppressed exceptions.
  private static final int MAX_THROWABLES = 64;

  private static final int MAX_MESSAGE_CHARS = 64 * 1024;

  private final String thrownClass;

  private RemoteTaskException(String thrownClass, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.thrownClass = thrownClass;
  }

  /// Makes a replacement, with replacements for causes and suppressed exceptions.
  ///
  /// @param thrown the original, which cannot be sent
  /// @return the replacement
  public static RemoteTaskException standingFor(Throwable thrown) {
    try {
      return standingFor(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    } catch (Throwable e) {
      String name = thrown.getClass().getName();
      return new RemoteTaskException(name, name + "; its getMessage() failed", null);
    }
  }

  /// Makes a replacement that is small.
  ///
  /// @param thrown the original, which cannot be sent
  /// @return with neither message nor stack trace
  public static RemoteTaskException withNameOf(Throwable thrown) {
    String name = thrown.getClass().getName();
    RemoteTaskException standIn = new RemoteTaskException(name, name, null);
    standIn.setStackTrace(new StackTraceElement[0]);
    return standIn;
  }

  /// @param seen those that have a replacement: an exception may be its own cause's cause
  private static RemoteTaskException standingFor(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    String name = thrown.getClass().getName();
    String message = thrown.getMessage();
    RemoteTaskException standIn =
        new RemoteTaskException(
            name,
            message == null ? name : name + ": " + cut(message),
            cause == null || isTooMuch(cause, seen) ? null : standingFor(cause, seen));
    standIn.setStackTrace(thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!isTooMuch(suppressed, seen)) {
        standIn.addSuppressed(standingFor(suppressed, seen));
      }
    }
    return standIn;
  }

  private static boolean isTooMuch(Throwable next, Set<Throwable> seen) {
    return seen.size() == MAX_THROWABLES || seen.contains(next);
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
