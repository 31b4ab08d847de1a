package io.lanemark.process.launch;

import java.time.Duration;
import java.util.List;

/// Processes that others have started, below one of them. One whose parent has ended belongs to
/// another process from then on, and is not found.
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
      // Without a descriptor left nobody can look; the root goes all the same.
      return List.of();
    }
  }

  /// Ends all processes below this one: asks them to, and kills those that are left a moment later.
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
