package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.baseline.BaselineFolder;
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

  private static final int REGRESSION = 1;
  private static final int INCONCLUSIVE = 2;
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
        .isEqualTo("Baseline: %s/monday, a results folder with 2 cases%n".formatted(baselines));
    Launched shown = Launched.lanemark("baseline", "show", baselines.toString());
    assertThat(shown.out())
        .startsWith(baselines + "/monday: a results folder\n")
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
    assertThat(save(jar).out()).contains("benchmark jar with 1 case\n");

    BaselineFolder kept = new BaselineFolder(baselines.resolve("main"));
    assertThat(kept.content(kept.baseline())).hasSameBinaryContentAs(jar);
    try (Stream<Path> entries = Files.list(kept.root())) {
      assertThat(entries).hasSize(2);
    }
    assertThat(Launched.lanemark("baseline", "show", kept.root().toString()).out())
        .contains(": a benchmark jar\n", "  SHA-256  ", "    Sample.steady\n");
  }

  @Test
  void aRegressionOfTheBuildsResultsFailsAndIsMarked() throws Exception {
    Path base = new RecordedRun(folder.resolve("base")).write();
    Path slower = new RecordedRun(folder.resolve("slower")).slower(1.3).write();
    Path json = folder.resolve("verdicts.json");
    Path site = folder.resolve("site");
    save(base);

    Launched checked =
        check(
            baselines.resolve("main"),
            slower,
            "--exclude=",
            "--margin=",
            "--json",
            json.toString(),
            "--report",
            site.toString());

    assertThat(checked.out())
        .containsPattern("REGRESSED +\\+\\d\\d\\.\\d % .* IoBound.run .*model=platform")
        .contains("warning: not measured side by side: other changes", "4 regressed");
    assertThat(checked.exitCode()).isEqualTo(REGRESSION);
    assertThat(json).content().contains("not measured side by side", "\"margin\" : 0.1");
    assertThat(site.resolve("comparison.html")).content().contains("not measured side by side");
    assertThat(site.resolve("index.html")).content().contains("<a href=\"comparison.html\">");
  }

  @Test
  void theMarginIsTenPercentUnlessGiven() throws Exception {
    Path base = new RecordedRun(folder.resolve("base")).write();
    Path slower = new RecordedRun(folder.resolve("slower")).slower(1.06).write();

    assertThat(check(base, slower).exitCode()).isZero();
    assertThat(check(base, slower, "--margin=3%").exitCode()).isEqualTo(REGRESSION);
  }

  @Test
  void whatWasMeasuredElsewhereIsNotCompared() throws Exception {
    Path base = new RecordedRun(folder.resolve("base")).write();
    Path elsewhere = new RecordedRun(folder.resolve("other")).on("Another").slower(2).write();
    Path longer = new RecordedRun(folder.resolve("longer")).profile("full").slower(2).write();

    Launched checked = check(base, elsewhere);
    assertThat(checked.out())
        .startsWith("not comparable: the processor changed from A processor to Another\n")
        .endsWith("4 no baseline\n")
        .hasLineCount(3);
    assertThat(checked.exitCode()).isZero();
    assertThat(check(base, elsewhere, "--strict").exitCode()).isEqualTo(INCONCLUSIVE);
    assertThat(check(base, longer).out()).contains("the profile changed from quick to full");
  }

  @Test
  void aJarIsMeasuredSideBySide() throws Exception {
    Path base =
        BenchmarkJar.of(
                folder.resolve("a.jar"), "@Benchmark public long work() { return spin(10); }")
            .path();
    Path slower =
        BenchmarkJar.of(
                folder.resolve("b.jar"),
                "@Benchmark public long work() { return spin(10_000_000); }")
            .path();
    save(base);

    Launched same = check(baselines.resolve("main"), base);
    assertThat(same.out())
        .startsWith("warning: both jars contain the same code: nothing was measured\n");
    assertThat(same.exitCode()).isZero();
    Launched checked =
        check(
            baselines.resolve("main"),
            slower,
            "--forks",
            "3",
            "--margin",
            "500%",
            "--output",
            folder.resolve("ab").toString());
    assertThat(checked.out()).containsPattern("REGRESSED .* Sample.work avgt .*confirmed on");
    assertThat(checked.out()).doesNotContain("not measured side by side");
    assertThat(checked.exitCode()).isEqualTo(REGRESSION);
  }

  @Test
  void whatCannotBeCheckedIsOneLine() throws Exception {
    Path run = new RecordedRun(folder.resolve("run")).write();
    Path text = Files.writeString(folder.resolve("text.json"), "text");
    String base = run.toString();

    Launched.lanemark("baseline", "check").assertOneLine(USAGE, "'--baseline=PATH'");
    Launched.lanemark("baseline", "check", "--baseline", base)
        .assertOneLine(USAGE, "--results is missing");
    check(folder.resolve("nowhere"), run).assertOneLine(DATA, "no such file or folder; expected");
    check(run, folder.resolve("nowhere")).assertOneLine(DATA, "no such file or folder; expected");
    check(run, text).assertOneLine(USAGE, "--results must be a results folder like the baseline");
    check(run, run, "--accepted", text.toString())
        .assertOneLine(DATA, "text.json: not valid JSON: line");
    check(run, run, "--margin=much").assertOneLine(USAGE, "invalid share 'much'");
    Files.delete(run.resolve("run.json"));
    check(run, run).assertOneLine(DATA, "no results in it; expected files of JMH's JSON");
  }

  private static Launched check(Path baseline, Path now, String... options) throws Exception {
    return Launched.lanemark(
        Stream.concat(
                Stream.of(
                    "baseline",
                    "check",
                    "--baseline",
                    baseline.toString(),
                    now.toString().endsWith(".jar") ? "--jar" : "--results",
                    now.toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void badInputIsOneLineAndKeepsNothing() throws Exception {
    Path unfinished = new RecordedRun(folder.resolve("run")).unfinished().write();
    Path plain = folder.resolve("plain.jar");
    new JarOutputStream(Files.newOutputStream(plain), new Manifest()).close();
    Path text = Files.writeString(folder.resolve("text.json"), "text");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    save(folder.resolve("nowhere")).assertOneLine(DATA, "no such file or folder; expected a");
    save(unfinished)
        .assertOneLine(DATA, "only 5 of 6 trials are finished; 'run --resume' continues");
    save(plain).assertOneLine(DATA, "does not list JMH benchmarks");
    save(text).assertOneLine(DATA, "not the JSON of JMH");
    save(empty).assertOneLine(DATA, "no results in it; expected files of JMH's JSON");
    save(text, "--name", "../x")
        .assertOneLine(USAGE, "invalid --name '../x': use up to 100 letters");
    assertThat(baselines).doesNotExist();
    Launched.lanemark("baseline").assertOneLine(USAGE, "a command is missing: use save");
    Launched.lanemark("baseline", "show", empty.toString()).assertOneLine(DATA, "no baseline");
  }

  @Test
  void aDamagedOneHidesNoOther() throws Exception {
    Path run = new RecordedRun(folder.resolve("run")).write();
    save(run, "--name", "a");
    save(run, "--name", "b");
    Path damaged = Files.createDirectory(baselines.resolve("aa"));
    Files.writeString(damaged.resolve("baseline.json"), "{\"schemaVersion\" : 1,");

    Launched shown = Launched.lanemark("baseline", "show", baselines.toString());

    shown.assertOneLine(DATA, "aa/baseline.json: unexpected JSON");
    assertThat(shown.out())
        .contains(baselines + "/a: a results folder\n", baselines + "/b: a results folder\n");
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
