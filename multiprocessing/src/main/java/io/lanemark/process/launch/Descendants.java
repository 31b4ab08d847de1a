package io.lanemark.process.launch;

import java.util.List;

/// Descendants of a process. A process whose parent has ended gets another parent, and is not
/// found; a [ProcessFamily] finds it.
public final class Descendants {
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
}
