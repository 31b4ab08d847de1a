package io.lanemark.measure;

import io.lanemark.process.procfs.ControlGroup;
import io.lanemark.process.procfs.ProcessTree;
import io.lanemark.process.procfs.TreeUse;
import io.lanemark.results.TreeFigures;
import io.lanemark.task.TaskExecutor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/// What a process tree uses between two moments.
///
/// Both edges read counters that cost microseconds. Memory and threads are read after the window,
/// because that takes 5 to 26 ms per JVM.
///
/// ```java
/// TreeWindow window = TreeWindow.begin(executor, backendPids);
/// ... // the load
/// TreeFigures figures = window.end();
/// ```
///
/// The first use in a JVM takes about 100 ms, because native calls must be linked: run
/// `executor.inEachJvm(ResourceUsage::ofThisJvm)` once while warming up.
public final class TreeWindow {

  private final TaskExecutor executor;
  private final List<Long> backendPids;
  private final ControlGroup group;
  private final WindowEdge begin;

  private TreeWindow(TaskExecutor executor, List<Long> backendPids)
      throws ExecutionException, InterruptedException {
    this.executor = executor;
    this.backendPids = List.copyOf(backendPids);
    this.group = ControlGroup.ofThisProcess();
    this.begin = WindowEdge.before(executor, this.backendPids, group);
  }

  /// Opens a window. To be called immediately before the load that is measured.
  ///
  /// @param executor whose JVMs are measured, together with this one
  /// @param backendPids processes that the tasks talk to; empty without any
  /// @return the open window
  /// @throws ExecutionException if a worker could not be asked
  /// @throws InterruptedException if interrupted while waiting for the workers' answers
  public static TreeWindow begin(TaskExecutor executor, List<Long> backendPids)
      throws ExecutionException, InterruptedException {
    return new TreeWindow(executor, backendPids);
  }

  /// Closes the window. To be called immediately after the load that is measured.
  ///
  /// @return differences between the edges, and memory and threads as they are now
  /// @throws ExecutionException if a worker could not be asked
  /// @throws InterruptedException if interrupted while waiting for the workers' answers
  public TreeFigures end() throws ExecutionException, InterruptedException {
    WindowEdge end = WindowEdge.after(executor, backendPids, group);
    ResourceUsage used = end.jvms().since(begin.jvms());
    TreeUse tree = ProcessTree.ofThisJvm().use();
    return new TreeFigures(
        tree.processes(),
        Objects.requireNonNullElse(tree.threads(), 0),
        new TreeFigures.Memory(tree.pssBytes(), tree.ussBytes(), tree.rssBytes()),
        new TreeFigures.Cpu(
            used.cpuUserNanos(),
            used.cpuSystemNanos(),
            used.voluntarySwitches(),
            used.involuntarySwitches()),
        end.backends().nanosSince(begin.backends()),
        new TreeFigures.Interference(
            ResourceUsage.difference(end.throttledNanos(), begin.throttledNanos()),
            ResourceUsage.difference(end.stealNanos(), begin.stealNanos())));
  }
}
