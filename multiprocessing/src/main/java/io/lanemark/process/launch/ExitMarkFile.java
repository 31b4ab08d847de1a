package io.lanemark.process.launch;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/// How a child tells that it exits by itself, so that `exit(137)` is not taken for a kill by signal
/// 9: a byte in a file that only the two of them have open.
///
/// The file has no name any more once the child has opened it. Code that calls `Runtime.halt`
/// leaves no mark.
public final class ExitMarkFile {
  private ExitMarkFile() {}

  /// Opens the file and takes its name away; marks it when this JVM ends by itself.
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
      // The exit is taken for a kill where its code is that of one.
    }
  }
}
