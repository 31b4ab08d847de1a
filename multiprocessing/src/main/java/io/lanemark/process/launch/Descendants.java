package io.lanemark.process.launch;

import java.time.Duration;
import java.util.List;

/// Descendants of a process. A process whose parent has ended gets another parent, and is not
/// found.
public final class Descendants {
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofMillis(5);

  private Descendants() {}

  /// Kills a process and all below it.
  ///
  /// @param root the process
  public static void killWithRoot(ProcessHandle root) {
    List<ProcessHandle> below = below(root);
    root.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessHandle> below(ProcessHandle root) {
    try {
      return root.descendants().toList();
    } catch (RuntimeException e) {
      // Without a free file descriptor they cannot be listed; the root is killed anyway.
      return List.of();
    }
  }

  /// Ends all processes below this one: asks them to end, and kills the remaining ones a moment
  /// later.
  public static void endAllOfThisJvm() {
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
