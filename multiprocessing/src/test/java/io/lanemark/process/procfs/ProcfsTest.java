package io.lanemark.process.procfs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcfsTest {

  @TempDir Path root;
  private FakeSystem system;
  private Procfs procfs;

  @BeforeEach
  void setUp() {
    system = new FakeSystem(root);
    procfs = system.procfs();
  }

  @Test
  void readsTheStatOfAProcessWhoseNameLooksLikeFields() {
    system.process(42, 7, "a) S 1 (b ", 'R', 12);

    assertThat(procfs.stat(42))
        .isEqualTo(new ProcessStat(42, 7, 'R', 1_500_000_000L, 250_000_000L, 150_000_000L, 12));
  }

  @Test
  void privateMemoryIsCleanDirtyAndHuge() {
    system.rollup(42, 1668, 417, 68, 112);

    assertThat(procfs.memory(42))
        .isEqualTo(new MemoryUse(417 * 1024L, (68 + 112 + 4) * 1024L, 1668 * 1024L));
  }

  @Test
  void residentSizeAloneIsToldWithoutARollup() {
    system.status(42, "Name:\tjava", "VmRSS:\t  2048 kB", "Threads:\t3");

    assertThat(procfs.memory(42)).isEqualTo(new MemoryUse(null, null, 2048 * 1024L));
  }

  @Test
  void aProcessThatHasEndedHoldsNothing() {
    system.status(42, "Name:\tjava", "State:\tZ (zombie)");

    assertThat(procfs.memory(42)).isEqualTo(new MemoryUse(0L, 0L, 0));
  }

  @Test
  void readsStealOfAllProcessors() {
    system.bootedWith("cpu  8648 0 1032 289289 448 0 45 126 0 0", "cpu0 4000 0 500 1 0 0 0 63 0 0");

    assertThat(procfs.stealNanos()).isEqualTo(1_260_000_000L);
  }

  @Test
  void stealIsAbsentWhereAnOldKernelDoesNotCountIt() {
    system.bootedWith("cpu  8648 0 1032 289289 448 0 45");

    assertThat(procfs.stealNanos()).isNull();
  }

  @Test
  void readsTheMemoryOfTheMachine() {
    system.file("proc/meminfo", "MemTotal:       24684096 kB", "MemAvailable:   24413000 kB");

    assertThat(procfs.machineMemoryBytes("MemTotal")).isEqualTo(24684096L * 1024);
    assertThat(procfs.machineMemoryBytes("Mem")).isNull();
  }

  @Test
  void everythingIsAbsentWithoutAProcFileSystem() {
    assertThat(procfs.exists()).isFalse();
    assertThat(procfs.stat(1)).isNull();
    assertThat(procfs.memory(1)).isNull();
    assertThat(procfs.pids()).isEmpty();
    assertThat(procfs.stealNanos()).isNull();
    assertThat(procfs.machineMemoryBytes("MemTotal")).isNull();
    assertThat(procfs.text("self/status")).isNull();
  }

  @Test
  void readsThisJvm() {
    Procfs live = Procfs.OF_THIS_MACHINE;
    assumeTrue(live.exists(), "this system has no /proc");
    ProcessHandle self = ProcessHandle.current();

    ProcessStat stat = requireNonNull(live.stat(self.pid()));
    assertThat(stat.parentPid()).isEqualTo(self.parent().orElseThrow().pid());
    assertThat(stat.threads()).isGreaterThan(1);
    assertThat(stat.userNanos()).isPositive();
    assertThat(stat.hasEnded()).isFalse();

    MemoryUse memory = requireNonNull(live.memory(self.pid()));
    if (memory.pssBytes() != null) {
      assertThat(memory.ussBytes()).isPositive().isLessThanOrEqualTo(memory.pssBytes());
      assertThat(memory.pssBytes()).isLessThanOrEqualTo(memory.rssBytes());
    }
  }
}
