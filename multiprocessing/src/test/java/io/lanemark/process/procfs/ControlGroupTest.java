package io.lanemark.process.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {

  private static final String V2_MOUNT =
      "30 23 0:27 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
  private static final String CPU_MOUNT =
      "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct";
  private static final String MEMORY_MOUNT =
      "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";

  @TempDir Path root;
  private FakeSystem system;

  @BeforeEach
  void setUp() {
    system = new FakeSystem(root);
  }

  @Test
  void theTightestLimitOfVersion2IsInForceAndAllThrottlingCounts() {
    system
        .file("proc/self/cgroup", "0::/machine/job")
        .file("proc/self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw", V2_MOUNT)
        .file("sys/fs/cgroup/cpu.stat", "usage_usec 97397982")
        .file("sys/fs/cgroup/machine/cpu.max", "150000 100000")
        .file("sys/fs/cgroup/machine/cpu.stat", "usage_usec 9", "throttled_usec 20")
        .file("sys/fs/cgroup/machine/memory.max", "1000000")
        .file("sys/fs/cgroup/machine/memory.current", "700000")
        .file("sys/fs/cgroup/machine/memory.stat", "anon 5", "inactive_file 100000")
        .file("sys/fs/cgroup/machine/job/cpu.max", "max 100000")
        .file("sys/fs/cgroup/machine/job/cpu.stat", "nr_throttled 1", "throttled_usec 3")
        .file("sys/fs/cgroup/machine/job/memory.max", "max");

    ControlGroup group = ControlGroup.below(root);

    assertThat(group.version()).isEqualTo("v2");
    assertThat(group.cpuQuotaCores()).isEqualTo(1.5);
    assertThat(group.memoryLimitBytes()).isEqualTo(1_000_000);
    assertThat(group.memoryRoomBytes()).isEqualTo(400_000);
    assertThat(group.throttledNanos()).isEqualTo(23_000);
  }

  @Test
  void version1WithAQuota() {
    version1("/job", "/job")
        .file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "50000")
        .file("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "100000")
        .file("sys/fs/cgroup/cpu,cpuacct/job/cpu.stat", "nr_periods 9", "throttled_time 1234")
        .file("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1000000")
        .file("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "1200000")
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");

    ControlGroup group = ControlGroup.below(root);

    assertThat(group.version()).isEqualTo("v1");
    assertThat(group.cpuQuotaCores()).isEqualTo(0.5);
    assertThat(group.memoryLimitBytes()).isEqualTo(1_000_000);
    assertThat(group.memoryRoomBytes()).isZero();
    assertThat(group.throttledNanos()).isEqualTo(1234);
  }

  @Test
  void version1WithoutALimitNextToAnEmptyVersion2() {
    version1("/", "/process/7e05")
        .file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1")
        .file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000")
        .file("sys/fs/cgroup/cpu,cpuacct/cpu.stat", "throttled_time 0")
        .file("sys/fs/cgroup/memory/process/7e05/memory.limit_in_bytes", "9223372036854771712")
        .file("sys/fs/cgroup/unified/cpu.stat", "throttled_usec 99");

    ControlGroup group = ControlGroup.below(root);

    assertThat(group.version()).isEqualTo("v1");
    assertThat(group.cpuQuotaCores()).isNull();
    assertThat(group.memoryLimitBytes()).isNull();
    assertThat(group.memoryRoomBytes()).isNull();
    assertThat(group.throttledNanos()).isZero();
  }

  @Test
  void aContainerSeesItsOwnGroupAsTheMountPoint() {
    system
        .file("proc/self/cgroup", "4:memory:/docker/12ab", "3:cpu,cpuacct:/docker/12ab")
        .file(
            "proc/self/mountinfo",
            MEMORY_MOUNT.replace(" / /sys", " /docker/12ab /sys"),
            CPU_MOUNT.replace(" / /sys", " /docker/12ab /sys"))
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "4096")
        .file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "200000")
        .file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000");

    assertThat(ControlGroup.below(root).memoryLimitBytes()).isEqualTo(4096);
    assertThat(ControlGroup.below(root).cpuQuotaCores()).isEqualTo(2.0);
  }

  @Test
  void aGroupOutOfSightIsReadAtTheMountPoint() {
    system
        .file("proc/self/cgroup", "0::/../elsewhere")
        .file("proc/self/mountinfo", V2_MOUNT)
        .file("sys/fs/cgroup/cpu.max", "300000 100000");

    assertThat(ControlGroup.below(root).cpuQuotaCores()).isEqualTo(3.0);
  }

  @Test
  void tellsNothingWhereThereAreNoControlGroups() {
    ControlGroup group = ControlGroup.below(root);

    assertThat(group.version()).isEqualTo("none");
    assertThat(group.cpuQuotaCores()).isNull();
    assertThat(group.memoryLimitBytes()).isNull();
    assertThat(group.memoryRoomBytes()).isNull();
    assertThat(group.throttledNanos()).isNull();
  }

  private FakeSystem version1(String cpuGroup, String memoryGroup) {
    return system
        .file(
            "proc/self/cgroup",
            "9:name=systemd:/",
            "4:memory:" + memoryGroup,
            "2:cpu,cpuacct:" + cpuGroup,
            "0::/")
        .file(
            "proc/self/mountinfo",
            "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
            CPU_MOUNT,
            MEMORY_MOUNT,
            "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw");
  }
}
