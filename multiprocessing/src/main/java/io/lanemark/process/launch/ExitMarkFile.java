package io.lanemark.process.launch;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/// How a child reports that it exits by itself, so that `exit(137)` is not mistaken for signal 9: a
/// byte in a file that only it and its parent have open.
///
/// The child deletes the name of the file as soon as it has opened it. Code that calls
/// `Runtime.halt` leaves no mark.
public final class ExitMarkFile {
  private ExitMarkFile() {}

  /// Opens the file and deletes its name; marks it when this JVM exits by itself.
  ///
  /// @param name of the file
  /// @throws IOException if it cannot be opened
  public static void leaveAtExit(String name) throws IOException {
    FileOutputStream file = new FileOutputStream(name);
    delete(name);
    OwnExit.addHook("exit-mark", () -> leave(file));
  }

  /// Deletes the file, if the other side has not done so.
  ///
  /// @param name of the file
  public static void delete(String name) {
    // Either side may have deleted it.
    boolean _ = new File(name).delete();
  }

  private static void leave(FileOutputStream file) {
    try (file) {
      file.write(1);
    } catch (IOException e) {
      // Without the mark, an exit code above 128 looks like a signal.
    }
  }
}
