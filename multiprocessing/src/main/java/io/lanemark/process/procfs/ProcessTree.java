package io.lanemark.process.procfs;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process and all of its descendants, as of each call.
///
/// A descendant whose parent has ended gets another parent and is no longer found. A process that
/// ends while it is read is left out.
///
/// @param procfs where to look
/// @param rootPid the process whose descendants are meant
public record ProcessTree(Procfs procfs, long rootPid) {

  /// The tree below this JVM.
  ///
  /// @return this JVM and its descendants
  public static ProcessTree ofThisJvm() {
    return new ProcessTree(Procfs.OF_THIS_MACHINE, ProcessHandle.current().pid());
  }

  /// The processes of the tree.
  ///
  /// @return the root first, parents before their children; empty if the root has ended
  public List<Long> pids() {
    return procfs.exists()
        ? living().stream().map(ProcessStat::pid).toList()
        : ProcessHandle.of(rootPid).stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .map(ProcessHandle::pid)
            .toList();
  }

  /// Adds up the memory of the processes of the tree; takes 5 to 26 ms for each JVM.
  ///
  /// @return the sums
  public TreeUse use() {
    if (!procfs.exists()) {
      return new TreeUse(pids().size(), null, null, null, null);
    }
    int processes = 0;
    int threads = 0;
    Long pss = 0L;
    Long uss = 0L;
    long rss = 0;
    for (ProcessStat process : living()) {
      MemoryUse memory = procfs.memory(process.pid());
      if (memory != null) {
        processes++;
        threads += process.threads();
        pss = sum(pss, memory.pssBytes());
        uss = sum(uss, memory.ussBytes());
        rss += memory.rssBytes();
      }
    }
    return new TreeUse(processes, threads, pss, uss, rss);
  }

  /// Adds up the CPU time that the tree has used, including descendants that have ended.
  ///
  /// @return in steps of 10 ms; null if the root has ended, or there is no such file system
  public @Nullable Long cpuNanos() {
    List<ProcessStat> living = living();
    return living.isEmpty()
        ? null
        : Long.valueOf(
            living.stream()
                .mapToLong(
                    process -> process.userNanos() + process.systemNanos() + process.reapedNanos())
                .sum());
  }

  private List<ProcessStat> living() {
    return procfs.trees(List.of(rootPid));
  }

  private static @Nullable Long sum(@Nullable Long left, @Nullable Long right) {
    return left == null || right == null ? null : Long.valueOf(left + right);
  }
}
