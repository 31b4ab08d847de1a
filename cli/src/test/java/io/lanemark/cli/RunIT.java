package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanemark.files.LockFile;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real runs of the packaged jar.
class RunIT {

  @TempDir Path folder;

  @Test
  void anotherRunOnTheMachineIsKeptOff() throws Exception {
    Path results = folder.resolve("run");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    try (LockFile _ = LockFile.take(temporary.resolve("jmh.lock")).orElseThrow()) {
      Launched run =
          Launched.command(
              Launched.words(
                  temporary, "run", "--workload", "sleep", "--output", results.toString()));

      assertThat(run.exitCode()).isEqualTo(69);
      assertThat(run.err()).contains("another JMH run holds the lock " + temporary).hasLineCount(1);
    }
    assertThat(results).doesNotExist();
    assertThat(temporary).isEmptyDirectory();
  }

  /// In a folder where only the owner of a file may delete it.
  @Test
  void aLockOfAnotherUserIsLeftWhereItIsAndLosesNothing() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("t"));
    Path lock = Files.createFile(temporary.resolve("jmh.lock"));
    String[] measure = Launched.words(temporary, "pool", "waiting", "--tasks", "10");
    assumeThat(
            Launched.command(
                    "bash",
                    "-c",
                    "chmod 711 %s && chmod 1777 %s && chmod 666 %s && chown 65533 %3$s"
                        .formatted(folder, temporary, lock))
                .exitCode())
        .isZero();
    assumeThat(asNobody(temporary, "test", "-r", measure[measure.length - 5]).exitCode()).isZero();

    Launched pool = asNobody(temporary, measure);

    assertThat(pool.err()).doesNotContain("lanemark: ");
    assertThat(pool.out()).contains("longer in the process pool, p99");
    assertThat(pool.exitCode()).isZero();
    assertThat(temporary.toFile().list()).containsExactly("jmh.lock");
  }

  private static Launched asNobody(Path where, String... words) throws Exception {
    return Launched.in(
        where,
        Map.of("HOME", where.toString()),
        Stream.concat(Stream.of("setpriv", "--reuid=65534", "--clear-groups"), Stream.of(words))
            .toList());
  }

  @Test
  void withinAMemoryBudgetWIsFoundFirst() throws Exception {
    Path results = folder.resolve("run");
    Path site = folder.resolve("site");
    Launched run =
        Launched.lanemark(
            "run",
            "--workload",
            "sleep",
            "--model",
            "process,virtual",
            "--in-flight",
            "2",
            "--forks",
            "1",
            "--iterations",
            "1",
            "--memory-budget",
            "1G",
            "--output",
            results.toString(),
            "--report",
            site.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();

    Run recorded = ResultsFolder.open(results).run();
    assertThat(recorded.scope().memoryBudgetBytes()).isEqualTo(1L << 30);
    assertThat(recorded.plan())
        .extracting(PlannedTrial::role)
        .containsExactly(
            PlannedTrial.Role.SEARCH,
            PlannedTrial.Role.SEARCH,
            PlannedTrial.Role.SEARCH,
            PlannedTrial.Role.SEARCH,
            PlannedTrial.Role.MEASURE,
            PlannedTrial.Role.MEASURE);
    assertThat(recorded.plan().subList(4, 6))
        .allMatch(planned -> planned.trialCase().workers() == 2);
    assertThat(site.resolve("index.html")).content().contains("equal memory", "Search for W");
  }

  @Test
  void whatAModelCannotDoIsRecorded() throws Exception {
    Launched plan =
        Launched.lanemark(
            "run",
            "--workload",
            "sleep",
            "--model",
            "process",
            "--in-flight",
            "1000000",
            "--dry-run");

    assertThat(plan.exitCode()).isZero();
    assertThat(plan.out()).contains("of 1000000");
  }

  @Test
  void withoutPythonItsCasesAreNotRun() throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder command =
        Launched.builder(
            out,
            folder.resolve("err"),
            Launched.words(
                folder,
                "run",
                "--workload",
                "mandelbrot",
                "--model",
                "serial,process",
                "--peers",
                "python",
                "--dry-run"));
    command.environment().put("PATH", folder.toString());

    assertThat(command.start().waitFor()).isZero();

    assertThat(out)
        .content()
        .containsPattern("serial \\(python\\) +1 +- +not run: no python3")
        .containsPattern("process \\(python\\) +\\d+ +- +not run: no python3");
  }

  @Test
  void helpAndListShowWhatThereIs() throws Exception {
    Launched help = Launched.lanemark("run", "--help");
    assertThat(help.out()).contains("Examples:", "--in-flight");
    assertThat(Launched.lanemark("help", "run")).isEqualTo(help);
    assertThat(Launched.lanemark("help")).isEqualTo(Launched.lanemark("--help"));
    assertThat(Launched.in(folder, Map.of("COLUMNS", "60"), "run", "--help").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    assertThat(Launched.command("scripts/lanemark", "run", "--list").out())
        .contains("quick", "io", "virtual", "crawl", "latencyMillis");
  }
}
