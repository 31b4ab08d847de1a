package io.lanemark.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.benchmarks.suite.ForkStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ForkWatchTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeft() {
    assertThat(ProcessHandle.current().children()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void endsAForkThatStandsStill() throws Exception {
    try (ForkWatch watch = new ForkWatch(folder, HOUR, Duration.ZERO)) {
      Process fork = new ProcessBuilder("sh", "-c", "kill -STOP $$").start();
      enter("0 ms: window 1\n");

      fork.waitFor();

      assertThat(watch.overrun()).contains(new ForkStage("window 1", Duration.ZERO));
    }
  }

  @Test
  void leavesOtherProcessesAlone() throws Exception {
    Process backend = new ProcessBuilder("cat").start();
    try (ForkWatch watch = new ForkWatch(folder, HOUR, Duration.ZERO)) {
      Process fork = new ProcessBuilder("sleep", "600").start();
      enter("0 ms: the tear-down\n");

      fork.waitFor();

      assertThat(watch.overrun()).isPresent();
      assertThat(backend.isAlive()).isTrue();
    } finally {
      backend.destroyForcibly().waitFor();
    }
  }

  /// As when a process that the workload has started keeps the output of the fork open.
  @Test
  void interruptsAWaitForAForkThatHasEnded() throws Exception {
    boolean interrupted = false;
    try (ForkWatch _ = new ForkWatch(folder, Duration.ZERO, Duration.ZERO)) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    assertThat(interrupted).isTrue();
  }

  @Test
  void aTrialThatEndsInTimeHasNoOverrun() {
    try (ForkWatch watch = new ForkWatch(folder, HOUR)) {
      assertThat(watch.overrun()).isEmpty();
    }
  }

  private void enter(String stage) throws Exception {
    Files.writeString(folder.resolve("stage"), stage);
  }
}
