package io.lanemark.measure;

import io.lanemark.process.procfs.ControlGroup;
import io.lanemark.process.procfs.ProcessStat;
import io.lanemark.process.procfs.ProcessTree;
import io.lanemark.process.procfs.Procfs;
import io.lanemark.process.procfs.TreeUse;
import io.lanemark.results.TreeFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What a process tree without Lanemark's code uses between two moments, as the kernel reports it:
/// processor time in steps of 10 ms, and no context switches.
///
/// A process that ends within the window is not counted.
public final class ForeignWindow {

  private final ProcessTree tree;
  private final List<Long> backendPids;
  private final ControlGroup group;
  private final Map<Long, ProcessStat> begin;
  private final BackendUsages backendsBegin;
  private final @Nullable Long throttledBegin;
  private final @Nullable Long stealBegin;

  private ForeignWindow(ProcessTree tree, List<Long> backendPids) {
    this.tree = tree;
    this.backendPids = List.copyOf(backendPids);
    this.group = ControlGroup.ofThisProcess();
    this.throttledBegin = group.throttledNanos();
    this.stealBegin = tree.procfs().stealNanos();
    this.backendsBegin = BackendUsages.read(tree.procfs(), this.backendPids);
    this.begin = stats();
  }

  /// Opens a window. To be called immediately before the load that is measured.
  ///
  /// @param rootPid process whose tree is measured
  /// @param backendPids processes that the tasks talk to; empty without any
  /// @return the open window
  public static ForeignWindow begin(long rootPid, List<Long> backendPids) {
    return new ForeignWindow(new ProcessTree(Procfs.OF_THIS_MACHINE, rootPid), backendPids);
  }

  /// Closes the window. To be called immediately after the load that is measured.
  ///
  /// @return differences between the edges, and memory and threads as they are now
  public TreeFigures end() {
    Map<Long, ProcessStat> end = stats();
    BackendUsages backends = BackendUsages.read(tree.procfs(), backendPids);
    Long throttled = group.throttledNanos();
    Long steal = tree.procfs().stealNanos();
    TreeUse use = tree.use();
    return new TreeFigures(
        use.processes(),
        Objects.requireNonNullElse(use.threads(), 0),
        new TreeFigures.Memory(use.pssBytes(), use.ussBytes(), use.rssBytes()),
        new TreeFigures.Cpu(
            tree.procfs().exists() ? since(end, ProcessStat::userNanos) : null,
            tree.procfs().exists() ? since(end, ProcessStat::systemNanos) : null,
            null,
            null),
        backends.nanosSince(backendsBegin),
        new TreeFigures.Interference(
            ResourceUsage.difference(throttled, throttledBegin),
            ResourceUsage.difference(steal, stealBegin)));
  }

  private Map<Long, ProcessStat> stats() {
    Map<Long, ProcessStat> stats = new HashMap<>();
    for (long pid : tree.pids()) {
      ProcessStat stat = tree.procfs().stat(pid);
      if (stat != null) {
        stats.put(pid, stat);
      }
    }
    return stats;
  }

  private Long since(Map<Long, ProcessStat> end, ToLongFunction<ProcessStat> time) {
    long nanos = 0;
    for (ProcessStat stat : end.values()) {
      ProcessStat earlier = begin.get(stat.pid());
      nanos += time.applyAsLong(stat) - (earlier == null ? 0 : time.applyAsLong(earlier));
    }
    return nanos;
  }
}
