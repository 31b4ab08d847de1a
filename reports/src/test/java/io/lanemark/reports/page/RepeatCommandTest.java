package io.lanemark.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.decision.RunReader;
import io.lanemark.results.Run;
import io.lanemark.results.SyntheticRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatCommandTest {

  @TempDir private Path temporary;

  @Test
  void keepsTheSeedAndTheProfileAndSelectsTheWorkload() throws IOException {
    assertThat(RepeatCommand.of(run("--output", "it's <b>here</b>"), "sha256", "pages=2", 4))
        .isEqualTo("scripts/lanemark run --profile quick --workload sha256 --seed 42");
  }

  @Test
  void keepsOtherOptionsAndOneInFlight() throws IOException {
    assertThat(
            RepeatCommand.of(
                run("--forks=5", "--in-flight", "4,16", "--suite=io", "--model", "process,virtual"),
                "crawl",
                "pages=2",
                16))
        .isEqualTo(
            "scripts/lanemark run --forks=5 --model process,virtual --profile quick"
                + " --workload crawl --in-flight 16 --seed 42");
  }

  @Test
  void keepsTheParametersThatTheWorkloadHas() throws IOException {
    assertThat(
            RepeatCommand.of(
                run("--param", "latencyMillis=5,rounds=3"), "sha256", "bufferBytes=1,rounds=3", 4))
        .isEqualTo(
            "scripts/lanemark run --profile quick --workload sha256"
                + " --param bufferBytes=1,rounds=3 --seed 42");
  }

  @Test
  void keepsTheClassPathAndTheJvms() throws IOException {
    assertThat(
            RepeatCommand.of(
                run("--class-path", "my.jar", "--jvm-args", "-XX:+UseParallelGC -Xmx1g"),
                "my-work",
                "",
                4))
        .isEqualTo(
            "scripts/lanemark run --class-path my.jar --jvm-args '-XX:+UseParallelGC -Xmx1g'"
                + " --profile quick --workload my-work --seed 42");
  }

  @Test
  void quotesWhatAShellWouldTakeApart() {
    assertThat(RepeatCommand.quoted(List.of("a b", "it's", "$(rm)", "", "x=1,y=2")))
        .isEqualTo("'a b' 'it'\\''s' '$(rm)' '' x=1,y=2");
  }

  private Run run(String... options) throws IOException {
    return RunReader.read(
            new SyntheticRun().options(options).endingAfter(0).write(temporary.resolve("run")))
        .run();
  }
}
