package io.lanemark.process.launch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Forwards what a worker prints, line by line, in a thread of its own, and keeps the last lines. A
/// line that is longer than 8 Ki characters is split.
///
/// It continues if the target fails for a line: a worker whose output nobody reads would block.
final class OutputPump implements Runnable {
  private static final int MAX_LINE_CHARS = 8 * 1024;
  private static final int KEPT_LINES = 20;

  private final Reader source;
  private final LineSink target;
  private final Thread thread;

  @GuardedBy("this")
  private final Deque<String> lastLines = new ArrayDeque<>();

  @GuardedBy("this")
  private final StringBuilder line = new StringBuilder();

  private final AtomicLong chunks = new AtomicLong();
  private volatile boolean reading;

  OutputPump(Reader source, LineSink target, String threadName) {
    this.source = source;
    this.target = target;
    this.thread = Thread.ofPlatform().name(threadName).daemon().unstarted(this);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try (source;
        target) {
      char[] chunk = new char[MAX_LINE_CHARS];
      for (int n = read(chunk); n >= 0; n = read(chunk)) {
        lines(chunk, n).forEach(this::forward);
      }
    } catch (IOException e) {
      // The worker has ended; what it had printed before was forwarded.
    } finally {
      rest().forEach(this::forward);
    }
  }

  private int read(char[] chunk) throws IOException {
    reading = true;
    int n = source.read(chunk);
    reading = false;
    chunks.incrementAndGet();
    return n;
  }

  /// Takes what was read.
  ///
  /// @return the lines that are complete
  private synchronized List<String> lines(char[] chunk, int length) {
    List<String> complete = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        complete.add(endLine());
      } else if (chunk[i] != '\r') {
        line.append(chunk[i]);
        if (line.length() == MAX_LINE_CHARS) {
          complete.add(endLine());
        }
      }
    }
    return complete;
  }

  private synchronized List<String> rest() {
    return line.isEmpty() ? List.of() : List.of(endLine());
  }

  @GuardedBy("this")
  private String endLine() {
    String text = line.toString();
    line.setLength(0);
    lastLines.addLast(text);
    if (lastLines.size() > KEPT_LINES) {
      lastLines.removeFirst();
    }
    return text;
  }

  private void forward(String text) {
    try {
      target.accept(text);
    } catch (Throwable e) {
      report(e);
    }
  }

  private static void report(Throwable failure) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    } catch (Throwable e) {
      // The JVM ignores what such a handler throws, too.
    }
  }

  /// Waits until everything is read. Another process may keep the stream open: then waits only
  /// until nothing more comes.
  ///
  /// @param silence how long nothing must come
  /// @param times how often to wait for it at most
  /// @return whether everything is read
  boolean awaitEndOrSilence(Duration silence, int times) throws InterruptedException {
    boolean ended = false;
    boolean silent = false;
    for (int i = 0; i < times && !ended && !silent; i++) {
      long before = chunks.get();
      ended = thread.join(silence);
      silent = reading && chunks.get() == before;
    }
    return ended;
  }

  /// The last lines that were read, the last of which need not be complete.
  synchronized String lastLines() {
    List<String> lines = new ArrayList<>(lastLines);
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }
}
