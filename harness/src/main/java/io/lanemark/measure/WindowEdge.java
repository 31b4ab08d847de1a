package io.lanemark.measure;

import io.lanemark.process.procfs.ControlGroup;
import io.lanemark.process.procfs.Procfs;
import io.lanemark.task.TaskExecutor;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The counters at one end of a window. This JVM, which drives the load, is read last before the
/// window and first after it.
///
/// @param jvms usage of each JVM
/// @param backends usage of each backend
/// @param throttledNanos of the control group
/// @param stealNanos of the machine
record WindowEdge(
    JvmUsages jvms,
    BackendUsages backends,
    @Nullable Long throttledNanos,
    @Nullable Long stealNanos) {

  static WindowEdge before(TaskExecutor executor, List<Long> backendPids, ControlGroup group)
      throws ExecutionException, InterruptedException {
    Long throttled = group.throttledNanos();
    Long steal = Procfs.OF_THIS_MACHINE.stealNanos();
    BackendUsages backends = BackendUsages.read(Procfs.OF_THIS_MACHINE, backendPids);
    List<ResourceUsage> workers = executor.inEachJvm(ResourceUsage::ofThisJvm);
    return new WindowEdge(
        JvmUsages.of(workers, ResourceUsage.ofThisJvm()), backends, throttled, steal);
  }

  static WindowEdge after(TaskExecutor executor, List<Long> backendPids, ControlGroup group)
      throws ExecutionException, InterruptedException {
    ResourceUsage own = ResourceUsage.ofThisJvm();
    List<ResourceUsage> workers = executor.inEachJvm(ResourceUsage::ofThisJvm);
    return new WindowEdge(
        JvmUsages.of(workers, own),
        BackendUsages.read(Procfs.OF_THIS_MACHINE, backendPids),
        group.throttledNanos(),
        Procfs.OF_THIS_MACHINE.stealNanos());
  }
}
