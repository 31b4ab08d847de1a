package io.lanemark.measure;

import io.lanemark.results.Iteration;
import org.jspecify.annotations.Nullable;

/// What the process tree of a trial used in one window: the components of [Iteration] from `jvms`
/// on, under the same names.
///
/// @param jvms processes of the tree at the end of the window
/// @param threads threads of the tree at the end of the window; 0, which no tree has, where this
///   system does not tell
/// @param pssBytes proportional set size of the tree at the end of the window
/// @param ussBytes private memory of the tree
/// @param rssBytes resident set sizes added up: shared pages count once per process
/// @param cpuUserNanos processor time of the tree's JVMs in user mode
/// @param cpuSystemNanos processor time of the tree's JVMs in the kernel
/// @param voluntarySwitches context switches of the tree's JVMs that waited for something
/// @param involuntarySwitches context switches of the tree's JVMs that were pre-empted
/// @param backendCpuNanos processor time of the backends; null where there are none
/// @param throttledNanos time for which the control group was throttled
/// @param stealNanos time that the hypervisor gave to others, over all processors
public record WindowFigures(
    int jvms,
    int threads,
    @Nullable Long pssBytes,
    @Nullable Long ussBytes,
    @Nullable Long rssBytes,
    @Nullable Long cpuUserNanos,
    @Nullable Long cpuSystemNanos,
    @Nullable Long voluntarySwitches,
    @Nullable Long involuntarySwitches,
    @Nullable Long backendCpuNanos,
    @Nullable Long throttledNanos,
    @Nullable Long stealNanos) {

  /// These figures with those of the load.
  ///
  /// @param completions tasks completed in the window
  /// @param windowNanos its length by the load's own clock
  /// @param residenceNanos sum over all tasks of their time in flight, clipped to the window
  /// @return the window, with count and clock of the load until others are at hand
  public Iteration iteration(long completions, long windowNanos, long residenceNanos) {
    return new Iteration(
        completions,
        windowNanos,
        completions,
        windowNanos,
        residenceNanos,
        jvms,
        threads,
        pssBytes,
        ussBytes,
        rssBytes,
        cpuUserNanos,
        cpuSystemNanos,
        voluntarySwitches,
        involuntarySwitches,
        backendCpuNanos,
        throttledNanos,
        stealNanos);
  }
}
