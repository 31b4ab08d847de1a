package io.lanemark.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.process.worker.WorkerMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JvmCommandTest {
  private static final JvmCommand COMMAND = JvmCommand.likeThisOne(WorkerMain.class);

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:-UseG1GC", "-XX:+UseZGC", "@options", "-XX:Flags=f"})
  void knowsWhatMayChooseACollector(String option) {
    assertThat(COMMAND.withJvmOptions(List.of("-Xmx1g", option)).choosesCollector()).isTrue();
    assertThat(
            COMMAND
                .withEnvironment(Map.of("JAVA_TOOL_OPTIONS", " -Xmx1g  " + option))
                .choosesCollector())
        .isTrue();
  }

  @Test
  void aClassPathIsSeenFromHereWhereverTheJvmRuns() {
    JvmCommand relative = COMMAND.withClassPath("a.jar:/b.jar:lib/*:");
    assertThat(relative.classPath()).isEqualTo("a.jar:/b.jar:lib/*:");
    String here = System.getProperty("user.dir");
    assertThat(relative.withWorkingDirectory(Path.of("/")).classPath())
        .isEqualTo("%s/a.jar:/b.jar:%s/lib/*:%s".formatted(here, here, here));
  }

  @Test
  void knowsWhatDoesNot() {
    assertThat(
            COMMAND
                .withJvmOptions(List.of("-Xmx1g", "-XX:+UseGCOverheadLimit", "-Da=-XX:+UseG1GC"))
                .choosesCollector())
        .isFalse();
  }
}
