package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.baseline.BaselineFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lanemark baseline` as a user starts it.
class BaselineIT {

  private static final int USAGE = 64;
  private static final int DATA = 65;
  private static final int CANNOT_CREATE = 73;

  @TempDir Path folder;
  private Path baselines;

  @BeforeEach
  void baselines() {
    baselines = folder.resolve("baselines");
  }

  @Test
  void keepsResultsAndShowsThem() throws Exception {
    Path results = new RecordedRun(folder.resolve("run")).write();

    Launched saved = save(results, "--name", "monday", "--commit", "abc1234");

    assertThat(saved.err()).isEmpty();
    assertThat(saved.out())
        .isEqualTo("Baseline: %s/monday, results folder with 2 cases%n".formatted(baselines));
    Launched shown = Launched.lanemark("baseline", "show", baselines.toString());
    assertThat(shown.out())
        .startsWith(baselines + "/monday: results folder\n")
        .contains("  commit   abc1234\n", "  machine  A processor, 2 cores, 8.0 GiB, Debian")
        .contains("  Java     25.0.3, OpenJDK", "  cases    2\n", "workload=sleep");
    assertThat(shown.exitCode()).isZero();
  }

  @Test
  void keepsAJarAndReplacesWhatWasKept() throws Exception {
    Path jar =
        BenchmarkJar.of(
                folder.resolve("a.jar"), "@Benchmark public long steady() { return spin(10); }")
            .path();

    assertThat(save(new RecordedRun(folder.resolve("run")).write()).exitCode()).isZero();
    assertThat(save(jar).out()).contains("benchmark jar with 1 cases");

    BaselineFolder kept = new BaselineFolder(baselines.resolve("main"));
    assertThat(kept.content(kept.baseline())).hasSameBinaryContentAs(jar);
    try (Stream<Path> entries = Files.list(kept.root())) {
      assertThat(entries).hasSize(2);
    }
    assertThat(Launched.lanemark("baseline", "show", kept.root().toString()).out())
        .contains(": benchmark jar\n", "  SHA-256  ", "    Sample.steady\n");
  }

  @Test
  void badInputIsOneLineAndKeepsNothing() throws Exception {
    Path unfinished = new RecordedRun(folder.resolve("run")).unfinished().write();
    Path plain = folder.resolve("plain.jar");
    new JarOutputStream(Files.newOutputStream(plain), new Manifest()).close();
    Path text = Files.writeString(folder.resolve("text.json"), "text");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    save(folder.resolve("nowhere")).assertOneLine(DATA, "no such file or folder; expected a");
    save(unfinished).assertOneLine(DATA, "only 5 of 6 trials are there; 'run --resume' goes on");
    save(plain).assertOneLine(DATA, "does not list JMH benchmarks");
    save(text).assertOneLine(DATA, "not the JSON of JMH");
    save(empty).assertOneLine(DATA, "no run.json in it");
    save(text, "--name", "../x").assertOneLine(USAGE, "--name must be letters, digits");
    assertThat(baselines).doesNotExist();
    Launched.lanemark("baseline").assertOneLine(USAGE, "a command is missing: save");
    Launched.lanemark("baseline", "show", empty.toString()).assertOneLine(DATA, "no baseline");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path run = new RecordedRun(folder.resolve("run")).write();

    Launched.lanemark("baseline", "save", "--from", run.toString(), "--to", "/proc")
        .assertOneLine(CANNOT_CREATE, "/proc/main: the baseline cannot be written there");
  }

  private Launched save(Path from, String... options) throws IOException, InterruptedException {
    return Launched.lanemark(
        Stream.of(
                List.of("baseline", "save", "--from", from.toString()),
                List.of("--to", baselines.toString()),
                List.of(options))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}
