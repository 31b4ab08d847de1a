package io.lanemark.environment;

import com.sun.management.OperatingSystemMXBean;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.procfs.ControlGroup;
import io.lanemark.process.procfs.MemoryUse;
import io.lanemark.process.procfs.Procfs;
import io.lanemark.results.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the properties of this machine.
public final class EnvironmentProbe {

  private final Path systemRoot;
  private final Map<String, String> variables;
  private final Procfs procfs;

  EnvironmentProbe(Path systemRoot, Map<String, String> variables) {
    this.systemRoot = systemRoot;
    this.variables = Map.copyOf(variables);
    this.procfs = new Procfs(systemRoot.resolve("proc"));
  }

  /// Reads the environment of a run.
  ///
  /// @param javaHome the JDK that measured JVMs run on
  /// @param jvmArguments arguments that every one of them is started with; those that it takes from
  ///   variables are added, as `JAVA_TOOL_OPTIONS=…`
  /// @return what this system reports now
  public static Environment read(Path javaHome, List<String> jvmArguments) {
    return new EnvironmentProbe(Path.of("/"), System.getenv()).environment(javaHome, jvmArguments);
  }

  Environment environment(Path javaHome, List<String> jvmArguments) {
    ControlGroup group = ControlGroup.below(systemRoot);
    JavaRelease java = JavaRelease.of(javaHome);
    MemoryUse own = procfs.memory(ProcessHandle.current().pid());
    return new Environment(
        new Environment.Machine(
            operatingSystem(),
            kernel(),
            System.getProperty("os.arch"),
            processorField("model name"),
            Runtime.getRuntime().availableProcessors(),
            machineBytes("MemTotal"),
            availableBytes(group)),
        new Environment.Limits(
            procfs.exists() ? group.version() : null,
            group.cpuQuotaCores(),
            group.memoryLimitBytes()),
        new Environment.TimingInfluences(
            line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            virtualization(),
            timerSlackNanos()),
        own != null && own.pssBytes() != null,
        new Environment.Jvm(
            javaHome.toString(),
            java.version(),
            java.vendor(),
            java.vm(),
            Stream.concat(jvmArguments.stream(), argumentsOfVariables()).toList()));
  }

  private Stream<String> argumentsOfVariables() {
    return JvmCommand.OPTION_VARIABLES.stream()
        .filter(name -> !variables.getOrDefault(name, "").isBlank())
        .map(name -> "%s=%s".formatted(name, variables.get(name)));
  }

  private String operatingSystem() {
    return Optional.ofNullable(text("etc/os-release"))
        .map(release -> ShellVariables.value(release, "PRETTY_NAME"))
        .orElseGet(() -> System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private String kernel() {
    String release = line("proc/sys/kernel/osrelease");
    return release == null ? System.getProperty("os.version") : release;
  }

  private long availableBytes(ControlGroup group) {
    long free = machineBytes("MemAvailable");
    Long room = group.memoryRoomBytes();
    return room == null ? free : Math.min(free, room);
  }

  /// Asks the JDK if there is no `meminfo`.
  private long machineBytes(String field) {
    Long bytes = procfs.machineMemoryBytes(field);
    if (bytes != null) {
      return bytes;
    }
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return field.equals("MemTotal") ? system.getTotalMemorySize() : system.getFreeMemorySize();
  }

  /// Only x86 has flags. Every hypervisor sets one of them.
  private @Nullable String virtualization() {
    String flags = processorField("flags");
    if (flags == null) {
      return null;
    }
    return List.of(flags.split(" ", -1)).contains("hypervisor") ? "virtual machine" : "none seen";
  }

  private @Nullable Long timerSlackNanos() {
    String slack = line("proc/self/timerslack_ns");
    return slack == null ? null : Long.valueOf(slack);
  }

  /// A field of the first processor in `cpuinfo`, as in `model name : AMD EPYC`.
  private @Nullable String processorField(String name) {
    String text = procfs.text("cpuinfo");
    return text == null
        ? null
        : text.lines()
            .map(line -> line.split(":", 2))
            .filter(field -> field.length == 2 && field[0].strip().equals(name))
            .map(field -> field[1].strip())
            .findFirst()
            .orElse(null);
  }

  private @Nullable String line(String path) {
    String text = text(path);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private @Nullable String text(String path) {
    try {
      return Files.readString(systemRoot.resolve(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null;
    }
  }
}
