package io.lanemark.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProgramTest {

  @TempDir Path folder;

  @Test
  void exitsAsTheProgramDid() throws Exception {
    try (SupervisedProgram program =
        SupervisedProgram.start(List.of("sh", "-c", "echo said; exit 7"), log())) {
      assertThat(program.await(Duration.ofSeconds(60))).hasValue(7);
    }
    assertThat(log()).hasContent("said");
  }

  /// Its parent has ended, so it is no descendant of anything that is known.
  @Test
  void whatTheProgramLeftBehindEndsWithIt() throws Exception {
    Path pid = folder.resolve("pid");
    String leaving = "(sleep 1000 & echo $! > %s.part; mv %1$s.part %1$s)".formatted(pid);

    SupervisedProgram program =
        SupervisedProgram.start(List.of("sh", "-c", leaving + "; sleep 1000"), log());
    while (Files.notExists(pid)) {
      assertThat(program.await(Duration.ofMillis(20))).isEmpty();
    }
    ProcessHandle left =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    program.close();

    left.onExit().get(60, TimeUnit.SECONDS);
    assertThat(program.guard().isAlive()).isFalse();
  }

  private Path log() {
    return folder.resolve("log");
  }
}
