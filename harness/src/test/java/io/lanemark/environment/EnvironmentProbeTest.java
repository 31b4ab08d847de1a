package io.lanemark.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentProbeTest {

  @TempDir Path root;

  @Test
  void readsALinuxMachineInsideALimitedGroup() throws IOException {
    file("etc/os-release", "NAME=\"Debian\"", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"");
    file("proc/stat", "cpu  1 2 3 4 5 6 7 8");
    file("proc/sys/kernel/osrelease", "6.18.44");
    file(
        "proc/cpuinfo",
        "processor\t: 0",
        "model name\t: AMD EPYC",
        "flags\t\t: fpu vme hypervisor",
        "model name\t: another");
    file("proc/meminfo", "MemTotal:  24684096 kB", "MemAvailable: 20000000 kB");
    file("proc/self/timerslack_ns", "50000");
    file("proc/self/cgroup", "0::/");
    file("proc/self/mountinfo", "30 23 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw");
    file("sys/fs/cgroup/cpu.max", "150000 100000");
    file("sys/fs/cgroup/memory.max", "4000000000");
    file("sys/fs/cgroup/memory.current", "1000000000");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
    file("proc/" + ProcessHandle.current().pid() + "/smaps_rollup", "Rss: 3 kB", "Pss: 2 kB");
    file(
        "jdk/release",
        "IMPLEMENTOR=\"Eclipse Adoptium\"",
        "JAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"",
        "JAVA_VERSION=\"25.0.3\"",
        "JVM_VARIANT=\"Hotspot\"");
    Path jdk = root.resolve("jdk");

    assertThat(
            new EnvironmentProbe(root, Map.of("JAVA_TOOL_OPTIONS", "-Xint", "_JAVA_OPTIONS", " "))
                .environment(jdk, List.of("-Xmx1g")))
        .isEqualTo(
            new Environment(
                new Environment.Machine(
                    "Debian GNU/Linux 12 (bookworm)",
                    "6.18.44",
                    System.getProperty("os.arch"),
                    "AMD EPYC",
                    Runtime.getRuntime().availableProcessors(),
                    24684096L * 1024,
                    3_000_000_000L),
                new Environment.Limits("v2", 1.5, 4_000_000_000L),
                new Environment.TimingInfluences("performance", "virtual machine", 50_000L),
                true,
                new Environment.Jvm(
                    jdk.toString(),
                    "25.0.3+9-LTS",
                    "Eclipse Adoptium",
                    "Hotspot",
                    List.of("-Xmx1g", "JAVA_TOOL_OPTIONS=-Xint"))));
  }

  @Test
  void whatASystemDoesNotTellIsAbsent() {
    Environment environment =
        new EnvironmentProbe(root, Map.of()).environment(root.resolve("no jdk"), List.of());

    assertThat(environment.machine().operatingSystem()).startsWith(System.getProperty("os.name"));
    assertThat(environment.machine().memoryBytes()).isPositive();
    assertThat(environment.machine().availableMemoryBytes()).isPositive();
    assertThat(environment.proportionalMemory()).isFalse();
    assertThat(environment.jvm().javaVersion()).isEqualTo("unknown");
    assertThat(environment.machine().processor()).isNull();
    assertThat(environment.limits()).hasAllNullFieldsOrProperties();
    assertThat(environment.timing()).hasAllNullFieldsOrProperties();
  }

  @Test
  void readsThisMachineAndThisJvm() {
    Path javaHome = Path.of(System.getProperty("java.home"));

    Environment environment = EnvironmentProbe.read(javaHome, List.of("-Xint"));

    assertThat(environment.machine().cores()).isPositive();
    assertThat(environment.machine().availableMemoryBytes())
        .isPositive()
        .isLessThanOrEqualTo(environment.machine().memoryBytes());
    assertThat(environment.jvm().javaVersion()).isEqualTo(Runtime.version().toString());
    assertThat(environment.jvm().javaVm()).isEqualTo(System.getProperty("java.vm.name"));
    assertThat(environment.jvm().jvmArguments()).startsWith("-Xint");
  }

  private void file(String path, String... lines) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }
}
