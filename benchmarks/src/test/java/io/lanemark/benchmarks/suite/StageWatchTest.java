package io.lanemark.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class StageWatchTest {

  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path folder;

  private final BlockingQueue<ForkStage> overruns = new LinkedBlockingQueue<>();

  @Test
  void namesTheStageThatTakesTooLong() throws Exception {
    StageWatch watch = new StageWatch(folder, Duration.ofMillis(1), overruns::add);
    watch.begin("the set-up", LONG);
    watch.begin("the warm-up", Duration.ofMillis(1));

    ForkStage overrun = overruns.poll(200, TimeUnit.SECONDS);

    assertThat(overrun).isEqualTo(new ForkStage("the warm-up", Duration.ofMillis(2)));
    assertThat(ForkStage.read(folder)).contains(overrun);
  }

  @Test
  void theHostIsToldWithoutHalfSentences() throws Exception {
    assertThat(ForkStage.read(folder)).isEmpty();
    Files.writeString(folder.resolve("stage"), "5000 ms: the war");
    assertThat(ForkStage.read(folder)).isEmpty();
    Files.writeString(folder.resolve("stage"), "5000 ms: the warm-up\n");
    assertThat(ForkStage.read(folder).orElseThrow().overrun())
        .isEqualTo("the warm-up took longer than its limit of 0:05 min");
    ForkStage.delete(folder);
    assertThat(folder).isEmptyDirectory();
  }
}
