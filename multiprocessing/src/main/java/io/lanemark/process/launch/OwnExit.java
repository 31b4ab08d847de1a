package io.lanemark.process.launch;

/// An exit of this JVM by itself, because all its threads have ended or code has called
/// `System.exit`, and not because of a signal. `Runtime.halt` runs no hooks.
public final class OwnExit {
  private OwnExit() {}

  /// Runs an action when this JVM exits by itself.
  ///
  /// @param threadName name of the thread that runs it
  /// @param action short; must not throw
  public static void addHook(String threadName, Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Hook(threadName, action));
  }

  private static final class Hook extends Thread {
    private final Runnable action;

    Hook(String name, Runnable action) {
      super(name);
      this.action = action;
    }

    @Override
    public void run() {
      if (!isEndedBySignal()) {
        action.run();
      }
    }

    /// The JVM runs the handler of a signal in a thread named after it, which waits for this hook.
    private static boolean isEndedBySignal() {
      ThreadGroup root = Thread.currentThread().getThreadGroup();
      while (root.getParent() != null) {
        root = root.getParent();
      }
      Thread[] threads = new Thread[2 * root.activeCount()];
      int count = root.enumerate(threads);
      for (int i = 0; i < count; i++) {
        String name = threads[i].getName();
        if (name.startsWith("SIG") && name.endsWith(" handler")) {
          return true;
        }
      }
      return false;
    }
  }
}
