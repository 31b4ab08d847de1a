package io.lanemark.results;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The machine, its limits and the JVM of a run. Null stands for what this system does not tell.
///
/// @param operatingSystem name and version
/// @param kernel release of the kernel
/// @param architecture of the processor, as Java names it
/// @param processor model name of the processor
/// @param cores processors that the JVM may use
/// @param memoryBytes memory of the machine
/// @param availableMemoryBytes memory that new processes could take when the run began
/// @param cgroup `v1`, `v2` or `none`
/// @param cpuQuotaCores processor time that the control group may use, in cores; null without a
///   quota
/// @param memoryLimitBytes memory that the control group may use; null without a limit
/// @param governor frequency governor of the first processor
/// @param virtualization what the processor says of a hypervisor: `virtual machine` or `none seen`
/// @param timerSlackNanos slack of the main thread's timers
/// @param proportionalMemory whether PSS and USS can be read; RSS alone otherwise
/// @param javaHome folder of the JDK
/// @param javaVersion full version of the runtime
/// @param javaVendor its vendor
/// @param javaVm name of the virtual machine
/// @param jvmArguments arguments that every measured JVM of the run has
public record Environment(
    String operatingSystem,
    @Nullable String kernel,
    String architecture,
    @Nullable String processor,
    int cores,
    long memoryBytes,
    long availableMemoryBytes,
    @Nullable String cgroup,
    @Nullable Double cpuQuotaCores,
    @Nullable Long memoryLimitBytes,
    @Nullable String governor,
    @Nullable String virtualization,
    @Nullable Long timerSlackNanos,
    boolean proportionalMemory,
    String javaHome,
    String javaVersion,
    String javaVendor,
    String javaVm,
    List<String> jvmArguments) {
  /// Copies the list and refuses missing parts.
  public Environment {
    Objects.requireNonNull(operatingSystem, "operatingSystem");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(javaHome, "javaHome");
    Objects.requireNonNull(javaVersion, "javaVersion");
    Objects.requireNonNull(javaVendor, "javaVendor");
    Objects.requireNonNull(javaVm, "javaVm");
    jvmArguments = List.copyOf(jvmArguments);
  }
}
