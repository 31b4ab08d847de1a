package io.lanemark.process.launch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/// Forwards what a worker prints, line by line, and keeps the last lines. A line that is longer
/// than 8 Ki characters is split.
///
/// It continues if the target fails for a line: a worker whose output nobody reads would block.
final class OutputPump implements Runnable {
  private static final int MAX_LINE_CHARS = 8 * 1024;
  private static final int KEPT_LINES = 20;

  private final Reader source;
  private final LineSink target;

  @GuardedBy("this")
  private final Deque<String> lastLines = new ArrayDeque<>();

  private final StringBuilder line = new StringBuilder();

  OutputPump(Reader source, LineSink target) {
    this.source = source;
    this.target = target;
  }

  @Override
  public void run() {
    try (source;
        target) {
      readToEnd();
    } catch (IOException e) {
      // The worker has ended; what it had printed before was forwarded.
    }
  }

  private void readToEnd() throws IOException {
    char[] chunk = new char[MAX_LINE_CHARS];
    try {
      for (int n = source.read(chunk); n >= 0; n = source.read(chunk)) {
        for (int i = 0; i < n; i++) {
          take(chunk[i]);
        }
      }
    } finally {
      if (!line.isEmpty()) {
        forward();
      }
    }
  }

  private void take(char c) {
    if (c == '\n') {
      forward();
    } else if (c != '\r') {
      line.append(c);
      if (line.length() == MAX_LINE_CHARS) {
        forward();
      }
    }
  }

  private void forward() {
    String text = line.toString();
    line.setLength(0);
    keep(text);
    try {
      target.accept(text);
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private synchronized void keep(String text) {
    lastLines.addLast(text);
    if (lastLines.size() > KEPT_LINES) {
      lastLines.removeFirst();
    }
  }

  synchronized String lastLines() {
    return String.join("\n", lastLines);
  }
}
