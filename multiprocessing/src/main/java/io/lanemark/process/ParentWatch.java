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
    haltWhenParentEnds(System.in, ParentWatch::readToEnd, beforeHalt);
  }

  /// As above, where the parent says something on the stream before it ends.
  ///
  /// @param parent standard input, or what was put around it
  /// @param listening reads to the end of the stream; if it fails, the parent counts as gone
  static <S> void haltWhenParentEnds(S parent, Listening<S> listening, Runnable beforeHalt) {
    Thread.ofPlatform()
        .name("parent-watch")
        .daemon()
        .start(
            () -> {
              try {
                listening.listenToEnd(parent);
              } catch (IOException e) {
                // A pipe that cannot be read any more has no writer either.
              } finally {
                try {
                  beforeHalt.run();
                } finally {
                  Runtime.getRuntime().halt(EXIT_CODE);
                }
              }
            });
  }

  private static void readToEnd(InputStream parent) throws IOException {
    parent.transferTo(OutputStream.nullOutputStream());
  }

  /// Reads all that the parent says.
  @FunctionalInterface
  interface Listening<S> {
    void listenToEnd(S parent) throws IOException;
  }
}
