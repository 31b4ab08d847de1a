package io.lanemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the tools of the JDK see of workers.
@Timeout(30)
final class SeenFromOutsideTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Test
  void workersAreListedByTheirNames() throws Exception {
    try (ProcessPool pool = ProcessPool.builder().size(2).jvmOptions(SMALL).start()) {
      List<Long> pids = pool.inEachJvm(() -> ProcessHandle.current().pid());
      assertThat(jcmd("-l"))
          .contains(
              "%d %s worker-1".formatted(pids.getFirst(), WorkerMain.class.getName()),
              "%d %s worker-2".formatted(pids.getLast(), WorkerMain.class.getName()));
    }
  }

  private static List<String> jcmd(String argument) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), argument)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = process.inputReader()) {
      return lines.lines().toList();
    } finally {
      process.waitFor();
    }
  }
}
