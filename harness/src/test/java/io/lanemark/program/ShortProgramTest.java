package io.lanemark.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.multiprocessing.FileLatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShortProgramTest {

  @TempDir Path folder;

  private static ShortProgram shell(String script) throws InterruptedException {
    return ShortProgram.run(List.of("sh", "-c", script));
  }

  @Test
  void anAnswerIsOnStandardOutputAlone() throws Exception {
    ShortProgram program = shell("echo warning >&2; echo answer; exit 3");

    assertThat(program).isEqualTo(new ShortProgram(3, List.of("answer"), List.of("warning")));
  }

  /// The other one holds both ends of the output open.
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void itsEndIsItsExitNotThatOfItsOutput() throws Exception {
    ShortProgram program = shell("sleep 1000 & echo $!");

    ProcessHandle left = ProcessHandle.of(Long.parseLong(program.out().getFirst())).orElseThrow();
    assertThat(left.isAlive()).isTrue();
    left.destroyForcibly();
    left.onExit().join();
  }

  @Test
  void moreThanAPipeHoldsIsRead() throws Exception {
    assertThat(shell("seq 100000").out()).hasSize(100_000);
  }

  @Test
  void whatIsInterruptedIsEndedWithAllThatItStarted() throws Exception {
    FileLatch started = FileLatch.in(folder, "started");
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<ShortProgram> program =
          thread.submit(
              () ->
                  shell(
                      "sleep 1000 & echo $! >%1$s.n; mv %1$s.n %1$s; wait"
                          .formatted(started.file())));
      long pid = Long.parseLong(started.awaitFrom(program).strip());

      program.cancel(true);

      ProcessHandle.of(pid).ifPresent(left -> left.onExit().join());
    }
  }

  @Test
  void whatTakesTooLongIsStoppedAndNamed() {
    assertThatThrownBy(() -> ShortProgram.run(List.of("sleep", "1000"), Duration.ofMillis(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sleep took longer than 0 s and was stopped");
    assertThatThrownBy(() -> ShortProgram.run(List.of("/nowhere/git")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/nowhere/git cannot be started: ");
  }

  @Test
  void chatterIsNoReason() {
    ShortProgram program =
        new ShortProgram(
            1,
            List.of(
                "[0.005s][info][gc] Using G1", "Listening for transport dt_socket at address: 5"),
            List.of(
                "Picked up JAVA_TOOL_OPTIONS: -Xlog:gc",
                "NOTE: Picked up JDK_JAVA_OPTIONS: -ea",
                "18:55:06.123456 git.c:460 trace: built-in: git rev-parse HEAD",
                "",
                " the reason"));

    assertThat(program.reason()).isEqualTo("the reason");
    assertThat(new ShortProgram(1, program.out(), List.of()).reason()).isEqualTo("exit code 1");
  }

  @Test
  void noProgramGetsTheVariablesOfAGitHook() throws Exception {
    assertThat(GitVariables.LOCAL)
        .containsAll(ShortProgram.run(List.of("git", "rev-parse", "--local-env-vars")).out());
  }
}
