package io.lanemark.results;

import org.jspecify.annotations.Nullable;

/// What the process tree of a trial, workers included and backends not, used in one window. Null
/// stands for what this system does not tell.
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
/// @param backendCpuNanos processor time of the run's backends; null where the workload has none
/// @param throttledNanos time for which the control group was throttled
/// @param stealNanos time that the hypervisor gave to others, over all processors
public record TreeFigures(
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
    @Nullable Long stealNanos) {}
