package io.lanemark.process.launch;

/// Waits for the end of a process, in a thread of its own.
///
/// The future of [Process#onExit] completes in the common pool, all of whose threads may be waiting
/// for what this process should do.
public final class ExitWatch implements Runnable {
  private final Process process;
  private final Runnable action;

  private ExitWatch(Process process, Runnable action) {
    this.process = process;
    this.action = action;
  }

  /// Begins to wait.
  ///
  /// @param process any one that this JVM has started
  /// @param threadName name of the thread
  /// @param action called once the process has ended, whatever becomes of its output
  /// @return the thread
  public static Thread start(Process process, String threadName, Runnable action) {
    return Thread.ofPlatform().name(threadName).daemon().start(new ExitWatch(process, action));
  }

  @Override
  public void run() {
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        // An interrupt of this thread does not end the process.
      }
    }
    action.run();
  }
}
