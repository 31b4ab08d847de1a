package io.lanemark.process.launch;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Starts a process only while enough file descriptors are free.
///
/// The JDK opens ten to start a process. If it gets only some of them, it also closes descriptors
/// that it has not opened: JDK 25.0.3 closes 0 and 1, this JVM's standard input and output. The
/// next socket gets these numbers, and what the program prints is then sent to a worker.
final class SpawnGate {

  /// The JDK's ten, and some for what other threads open meanwhile.
  private static final int NEEDED = 20;

  private static final File ALWAYS_OPENS = new File("/dev/null");

  private SpawnGate() {}

  /// Starts a process. One at a time, so that two do not count on the same descriptors.
  ///
  /// @throws IOException if it cannot be started, or too few descriptors are free
  static synchronized Process start(ProcessBuilder builder) throws IOException {
    requireDescriptors();
    return builder.start();
  }

  private static void requireDescriptors() throws IOException {
    if (!ALWAYS_OPENS.exists()) {
      return;
    }
    List<Closeable> open = new ArrayList<>();
    try {
      while (open.size() < NEEDED) {
        open.add(new FileInputStream(ALWAYS_OPENS));
      }
    } catch (FileNotFoundException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "Too many open files: %d file descriptors are free, and a process is started only if"
                  + " %d are; raise the limit with 'ulimit -n'",
              open.size(),
              NEEDED),
          e);
    } finally {
      for (Closeable each : open) {
        each.close();
      }
    }
  }
}
