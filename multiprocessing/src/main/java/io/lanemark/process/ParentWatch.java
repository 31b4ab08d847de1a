package io.lanemark.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Ends this JVM when its parent has gone.
///
/// The parent holds the other end of standard input, and the kernel closes it however the parent
/// dies, SIGKILL included. Nothing is polled.
public final class ParentWatch {

  /// What the JVM exits with when its parent has gone.
  public static final int EXIT_CODE = 143;

  private ParentWatch() {}

  /// Starts a daemon thread that reads standard input to its end, and halts the JVM there. Shutdown
  /// hooks do not run: nothing may hold up the end.
  ///
  /// @param beforeHalt called first, for files that would be left behind; must not block
  public static void haltWhenParentEnds(Runnable beforeHalt) {
    // The program may put something else in its place at once.
    InputStream parent = System.in;
    haltAfter(
        () -> {
          try {
            parent.transferTo(OutputStream.nullOutputStream());
          } finally {
            beforeHalt.run();
          }
        });
  }

  /// As above, where the parent says something on the stream before it ends.
  ///
  /// @param listening reads to the end of the stream; if it fails, the parent counts as gone
  static void haltAfter(Listening listening) {
    Thread thread = new Thread(new Watch(listening), "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /// Reads all that the parent says.
  @FunctionalInterface
  interface Listening {
    void listenToEnd() throws IOException;
  }

  private record Watch(Listening listening) implements Runnable {
    @Override
    public void run() {
      try {
        listening.listenToEnd();
      } catch (IOException e) {
        // A pipe that cannot be read any more has no writer either.
      } finally {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }
}
