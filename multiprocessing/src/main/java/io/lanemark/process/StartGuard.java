package io.lanemark.process;

import java.util.Optional;

/// Keeps a JVM that this library started from starting others while a class is initialised: those
/// would load the same class, start others again, and so on without an end.
final class StartGuard {
  private static volatile boolean started;

  private StartGuard() {}

  /// Called first of all in a JVM that this library has started.
  static void inStartedJvm() {
    started = true;
  }

  /// @param what is about to be started
  static void refuseWhileClassIsInitialised(String what) {
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
          "%s would be started while %s is initialised in a process that was started for a pool or as a child, and so on without an end: start it in main, not in a static field"
              .formatted(what, initialised.get()));
    }
  }
}
