package io.lanemark.process.launch;

import java.util.Optional;

/// Prevents a JVM that this library started from starting others while a class is initialised:
/// those would load the same class and start others, without end.
public final class RecursiveStartCheck {
  private static volatile boolean started;

  private RecursiveStartCheck() {}

  /// Called first in a JVM that this library has started.
  public static void markStartedJvm() {
    started = true;
  }

  /// Refuses to start anything while a class is initialised in a JVM that this library started.
  ///
  /// @param what is about to be started
  public static void refuseWhileClassIsInitialised(String what) {
    if (!started) {
      return;
    }
    Optional<String> initialised =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> frame.getMethodName().equals("<clinit>"))
                        .map(StackWalker.StackFrame::getClassName)
                        .findFirst());
    if (initialised.isPresent()) {
      throw new IllegalStateException(
          "%s cannot be started while %s is initialised in a worker or child, because each new process would start others, without end: start it in main, not in a static field"
              .formatted(what, initialised.get()));
    }
  }
}
