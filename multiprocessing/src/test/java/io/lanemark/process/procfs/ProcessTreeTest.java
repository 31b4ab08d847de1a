package io.lanemark.process.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

  @TempDir Path root;

  @Test
  void addsUpTheRootAndAllOfItsLivingDescendants() {
    Procfs procfs =
        new FakeSystem(root)
            .bootedWith("cpu  1 2 3 4 5 6 7 8")
            .process(10, 1, "root", 'S', 2)
            .rollup(10, 1000, 600, 100, 200)
            .process(11, 10, "child", 'R', 3)
            .rollup(11, 2000, 900, 300, 300)
            .process(12, 11, "grandchild", 'S', 5)
            .rollup(12, 500, 400, 50, 50)
            .process(13, 10, "unreaped", 'Z', 1)
            .status(13, "State:\tZ (zombie)")
            .process(14, 11, "gone meanwhile", 'R', 1)
            .process(20, 1, "stranger", 'R', 7)
            .rollup(20, 9000, 9000, 9000, 9000)
            .procfs();

    ProcessTree tree = new ProcessTree(procfs, 10);

    assertThat(tree.pids()).containsExactly(10L, 11L, 14L, 12L);
    assertThat(tree.use())
        .isEqualTo(
            new TreeUse(3, 10, 1900 * 1024L, (300 + 600 + 100 + 3 * 4) * 1024L, 3500 * 1024L));
  }

  /// Each process has used 1750 ms, and each has reaped children that used 150 ms.
  @Test
  void addsUpProcessorTimeOfLivingAndReapedProcesses() {
    Procfs procfs =
        new FakeSystem(root)
            .bootedWith("cpu  1 2 3 4 5 6 7 8")
            .process(10, 1, "root", 'S', 2)
            .process(11, 10, "child", 'R', 3)
            .process(20, 1, "stranger", 'R', 7)
            .procfs();

    assertThat(new ProcessTree(procfs, 10).cpuNanos()).isEqualTo(2 * 1_900_000_000L);
    assertThat(new ProcessTree(procfs, 12).cpuNanos()).isNull();
  }

  @Test
  void proportionalSizeIsAbsentUnlessEveryProcessTells() {
    Procfs procfs =
        new FakeSystem(root)
            .bootedWith("cpu  1 2 3 4 5 6 7 8")
            .process(10, 1, "root", 'S', 2)
            .rollup(10, 1000, 600, 100, 200)
            .process(11, 10, "another user's", 'S', 1)
            .status(11, "VmRSS:\t24 kB")
            .procfs();

    assertThat(new ProcessTree(procfs, 10).use())
        .isEqualTo(new TreeUse(2, 3, null, null, 1024 * 1024L));
  }

  @Test
  void aTreeWhoseRootHasEndedIsEmpty() {
    Procfs procfs = new FakeSystem(root).bootedWith("cpu  1").procfs();

    assertThat(new ProcessTree(procfs, 10).pids()).isEmpty();
    assertThat(new ProcessTree(procfs, 10).use()).isEqualTo(new TreeUse(0, 0, 0L, 0L, 0L));
  }

  @Test
  void withoutAProcFileSystemTheProcessesAreStillCounted() {
    long self = ProcessHandle.current().pid();
    ProcessTree tree = new ProcessTree(new Procfs(root), self);

    assertThat(tree.pids()).first().isEqualTo(self);
    assertThat(tree.use()).isEqualTo(new TreeUse(tree.pids().size(), null, null, null, null));
  }

  @Test
  void findsAGrandchildOfThisJvmWhileItLives() throws Exception {
    assumeTrue(Procfs.OF_THIS_MACHINE.exists(), "this system has no /proc");
    ProcessTree tree = ProcessTree.ofThisJvm();
    // The shell stays, because it has more to do after cat.
    Process shell = new ProcessBuilder("sh", "-c", "cat; exit 3").start();
    try (Writer in = shell.outputWriter();
        BufferedReader out = shell.inputReader()) {
      in.write("is cat there\n");
      in.flush();
      assertThat(out.readLine()).isEqualTo("is cat there");
      long cat = shell.children().findFirst().orElseThrow().pid();

      assertThat(tree.pids()).startsWith(ProcessHandle.current().pid()).contains(shell.pid(), cat);
      assertThat(tree.use().processes()).isGreaterThanOrEqualTo(3);
      assertThat(new ProcessTree(Procfs.OF_THIS_MACHINE, shell.pid()).pids())
          .containsExactly(shell.pid(), cat);
    } finally {
      shell.getOutputStream().close();
    }
    assertThat(shell.waitFor()).isEqualTo(3);
    assertThat(tree.pids()).doesNotContain(shell.pid());
  }
}
