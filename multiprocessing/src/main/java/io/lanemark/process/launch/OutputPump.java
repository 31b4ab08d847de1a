package io.lanemark.process.launch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/// Hands on what a worker prints, line by line, and keeps the last lines. A line that is longer
/// than 8 Ki characters is broken.
///
/// It goes on whatever becomes of a line: a worker whose output nobody reads would stand still.
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
      // The worker has gone; what it had printed before was handed on.
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
        handOn();
      }
    }
  }

  private void take(char c) {
    if (c == '\n') {
      handOn();
    } else if (c != '\r') {
      line.append(c);
      if (line.length() == MAX_LINE_CHARS) {
        handOn();
      }
    }
  }

  private void handOn() {
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
