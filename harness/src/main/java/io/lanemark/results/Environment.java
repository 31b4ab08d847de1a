package io.lanemark.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The machine, its limits and the JVM of a run. Null means that this system does not tell. In JSON
/// all values are on one level.
///
/// @param machine the machine
/// @param limits what the control group may use of it
/// @param timing what else affects times
/// @param proportionalMemory whether PSS and USS can be read; otherwise only RSS can
/// @param jvm the JVM that is measured
public record Environment(
    @JsonUnwrapped Machine machine,
    @JsonUnwrapped Limits limits,
    @JsonUnwrapped TimingInfluences timing,
    boolean proportionalMemory,
    @JsonUnwrapped Jvm jvm) {

  /// Refuses missing parts.
  public Environment {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(jvm, "jvm");
  }

  /// A machine and its operating system.
  ///
  /// @param operatingSystem name and version
  /// @param kernel release of the kernel
  /// @param architecture of the processor, as Java names it
  /// @param processor model name of the processor
  /// @param cores processors that the JVM may use
  /// @param memoryBytes memory of the machine
  /// @param availableMemoryBytes memory that new processes could take when the run began
  public record Machine(
      String operatingSystem,
      @Nullable String kernel,
      String architecture,
      @Nullable String processor,
      int cores,
      long memoryBytes,
      long availableMemoryBytes) {
    /// Refuses missing parts.
    public Machine {
      Objects.requireNonNull(operatingSystem, "operatingSystem");
      Objects.requireNonNull(architecture, "architecture");
    }
  }

  /// The limits of a control group.
  ///
  /// @param cgroup `v1`, `v2` or `none`
  /// @param cpuQuotaCores CPU time that the control group may use, in cores; null without a quota
  /// @param memoryLimitBytes memory that the control group may use; null without a limit
  public record Limits(
      @Nullable String cgroup, @Nullable Double cpuQuotaCores, @Nullable Long memoryLimitBytes) {}

  /// What affects times, other than the processor and its limits.
  ///
  /// @param governor frequency governor of the first processor
  /// @param virtualization what the processor reports about a hypervisor: `virtual machine` or
  ///   `none seen`
  /// @param timerSlackNanos slack of the main thread's timers
  public record TimingInfluences(
      @Nullable String governor, @Nullable String virtualization, @Nullable Long timerSlackNanos) {}

  /// A JVM.
  ///
  /// @param javaHome folder of the JDK
  /// @param javaVersion full version of the runtime
  /// @param javaVendor its vendor
  /// @param javaVm name of the virtual machine
  /// @param jvmArguments arguments that every measured JVM of the run has
  public record Jvm(
      String javaHome,
      String javaVersion,
      String javaVendor,
      String javaVm,
      List<String> jvmArguments) {
    /// Copies the list and refuses missing parts.
    public Jvm {
      Objects.requireNonNull(javaHome, "javaHome");
      Objects.requireNonNull(javaVersion, "javaVersion");
      Objects.requireNonNull(javaVendor, "javaVendor");
      Objects.requireNonNull(javaVm, "javaVm");
      jvmArguments = List.copyOf(jvmArguments);
    }
  }
}
