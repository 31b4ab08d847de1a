package io.lanemark.process;

import java.time.Duration;
import java.util.List;

/// Processes that others have started, below one of them. One whose parent has ended belongs to
/// another process from then on, and is not found.
final class Descendants {
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofMillis(5);

  private Descendants() {}

  /// Kills a process and all below it.
  static void killWithRoot(ProcessHandle root) {
    List<ProcessHandle> below = root.descendants().toList();
    root.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  /// Ends all processes below this one: asks them to, and kills those that are left a moment later.
  static void endAllOfThisJvm() {
    ProcessHandle self = ProcessHandle.current();
    long deadlineNanos = System.nanoTime() + GRACE.toNanos();
    self.descendants().forEach(ProcessHandle::destroy);
    try {
      while (System.nanoTime() - deadlineNanos < 0 && self.descendants().findAny().isPresent()) {
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    self.descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
