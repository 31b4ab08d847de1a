package io.lanemark.benchmarks.backend;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// The last lines that a process printed: what a reader needs if the process fails.
final class LastLines {

  private static final int KEPT = 3;

  @GuardedBy("this")
  private final Deque<String> lines = new ArrayDeque<>();

  /// Reads until the process, and all that it started, have closed the stream.
  ///
  /// @param output of the process
  /// @param listener receives each line
  void readToEnd(InputStream output, Consumer<String> listener) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .forEach(
              line -> {
                keep(line);
                listener.accept(line);
              });
    } catch (IOException | UncheckedIOException e) {
      // The process has ended, and the pipe was closed with it.
    }
  }

  private synchronized void keep(String line) {
    if (!line.isBlank()) {
      lines.addLast(line.strip());
      if (lines.size() > KEPT) {
        lines.removeFirst();
      }
    }
  }

  @Override
  public synchronized String toString() {
    return lines.isEmpty() ? "it printed nothing" : String.join(" | ", lines);
  }
}
