package io.lanemark.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the process tree of a trial used in one window: workers are included, backends are not.
/// Null means that this system does not tell. In JSON all figures are on one level.
///
/// @param jvms processes of the tree at the end of the window
/// @param threads threads of the tree at the end of the window; 0, which no tree has, if this
///   system does not tell
/// @param memory memory of the tree at the end of the window
/// @param cpu what the tree's JVMs used of the processors
/// @param backendCpuNanos CPU time of the run's backends; null if the workload has none
/// @param interference time that was taken from the tree
public record TreeFigures(
    int jvms,
    int threads,
    @JsonUnwrapped Memory memory,
    @JsonUnwrapped Cpu cpu,
    @Nullable Long backendCpuNanos,
    @JsonUnwrapped Interference interference) {

  /// Refuses missing parts.
  public TreeFigures {
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(interference, "interference");
  }

  /// Memory of a process tree.
  ///
  /// @param pssBytes proportional set size
  /// @param ussBytes private memory
  /// @param rssBytes sum of the resident set sizes: shared pages count once per process
  public record Memory(@Nullable Long pssBytes, @Nullable Long ussBytes, @Nullable Long rssBytes) {}

  /// Use of the processors by a process tree.
  ///
  /// @param cpuUserNanos CPU time in user mode
  /// @param cpuSystemNanos CPU time in the kernel
  /// @param voluntarySwitches context switches of threads that waited for something
  /// @param involuntarySwitches context switches of threads that were pre-empted
  public record Cpu(
      @Nullable Long cpuUserNanos,
      @Nullable Long cpuSystemNanos,
      @Nullable Long voluntarySwitches,
      @Nullable Long involuntarySwitches) {}

  /// Time in which the tree could not run although it wanted to.
  ///
  /// @param throttledNanos time for which the control group was throttled
  /// @param stealNanos time that the hypervisor gave to others, over all processors
  public record Interference(@Nullable Long throttledNanos, @Nullable Long stealNanos) {}
}
