package io.lanemark.process;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Forwards what a worker prints, line by line with the worker's name in front, and keeps the last
/// lines. A line that is longer than 8 KiB is broken.
final class OutputPump implements Runnable {
  private static final int MAX_LINE_CHARS = 8 * 1024;
  private static final int KEPT_LINES = 20;

  private final Reader source;
  private final Supplier<PrintStream> target;
  private final String prefix;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();

  /// @param target asked for at each line: a program may replace its `System.out`
  OutputPump(Reader source, Supplier<PrintStream> target, String prefix) {
    this.source = source;
    this.target = target;
    this.prefix = prefix;
  }

  @Override
  public void run() {
    char[] chunk = new char[MAX_LINE_CHARS];
    try (source) {
      for (int n = source.read(chunk); n >= 0; n = source.read(chunk)) {
        for (int i = 0; i < n; i++) {
          take(chunk[i]);
        }
      }
    } catch (IOException e) {
      // The worker has gone; what it had printed before was forwarded.
    }
    if (!line.isEmpty()) {
      forward();
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
    synchronized (lastLines) {
      lastLines.addLast(text);
      if (lastLines.size() > KEPT_LINES) {
        lastLines.removeFirst();
      }
    }
    target.get().println(prefix + text);
  }

  String lastLines() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }
}
