package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.lanemark.cli.KillableRun.Victim;
import io.lanemark.results.ResultsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs that are stopped, by SIGKILL or a full disk, and go on.
class ResumeIT {

  private static final List<Victim> VICTIMS = List.of(Victim.values());
  private static final int LONGEST_MILLIS = 6_000;

  @TempDir Path folder;

  @Test
  void aRunThatIsKilledLeavesNothingBehindAndGoesOn() throws Exception {
    KillableRun run =
        new KillableRun(
            folder,
            "--workload crawl --model process,virtual --in-flight 4 --forks 1 --warmup-limit 1s");
    Process supervisor = run.start();
    run.awaitTrial(supervisor);
    // HostSupervisor, host, backend, and the fork of the second trial.
    while (run.processes().size() < 4) {
      assertThat(supervisor.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
    }

    run.kill(supervisor, Victim.SUPERVISOR);

    assertThat(run.errors())
        .contains(
            "the run is not finished; resume it with: scripts/lanemark run --resume "
                + run.results());
    assertThat(run.temporary()).isEmptyDirectory();
    assertThat(run.finished()).hasSize(1);
    assertThat(run.filesInResults()).contains("run.json").doesNotContain("jmh.json");
    Launched report =
        Launched.lanemark(
            "report", run.results().toString(), "--output", folder.resolve("site").toString());
    assertThat(report.exitCode()).as(report.err()).isZero();

    assertThat(run.start().waitFor()).isZero();

    run.assertComplete();
    assertThat(ResultsFolder.open(run.results()).run().times().resumedAt()).hasSize(1);
    assertNothingIsLeft(run);
  }

  private static void assertNothingIsLeft(KillableRun run) throws Exception {
    Path derived = run.results().resolve("jmh.json");
    Files.delete(derived);

    Launched again = Launched.lanemark("run", "--resume", run.results().toString());

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("Nothing is left to measure: all ");
    assertThat(derived).isNotEmptyFile();
  }

  static Stream<Arguments> soaks() {
    return Stream.of(
        argumentSet(
            "equal concurrency, with backends and peers",
            20,
            "--workload sha256,crawl,sql,sleep --model serial,process,virtual --peers python"
                + " --in-flight 4 --forks 4"),
        argumentSet(
            "equal memory",
            8,
            "--workload sha256,sleep --model process,virtual --memory-budget 1G"
                + " --in-flight 4 --forks 4"));
  }

  /// `-Dlanemark.seed=N` draws the same moments again.
  @ParameterizedTest
  @MethodSource("soaks")
  @Tag("soak")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void aRunThatIsKilledAgainAndAgainIsTheSame(int kills, String options) throws Exception {
    long seed = Long.getLong("lanemark.seed", System.nanoTime());
    Random random = new Random(seed);
    KillableRun run = new KillableRun(folder, options);
    System.out.println("seed " + seed);
    for (int kill = 1; kill <= kills; kill++) {
      Process supervisor = run.start();
      if (random.nextBoolean()) {
        run.awaitTrial(supervisor);
      }
      int millis = random.nextInt(LONGEST_MILLIS);
      Victim victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
      assertThat(supervisor.waitFor(millis, TimeUnit.MILLISECONDS)).as(run.errors()).isFalse();

      run.kill(supervisor, victim);

      System.out.printf(
          Locale.ROOT,
          "kill %d: %s after %d ms, %d trials are there%n",
          kill,
          victim,
          millis,
          run.finished().size());
      if (victim != Victim.BOTH) {
        assertThat(run.temporary()).as(run.errors()).isEmptyDirectory();
      }
    }

    assertThat(run.start().waitFor()).as(run.errors()).isZero();

    run.assertComplete();
  }

  @Test
  void aRunThatCannotWriteStopsInOneLineAndGoesOn() throws Exception {
    Path results = folder.resolve("run");

    // Files of 8 KiB at most: enough for the plan, not for the times of all tasks.
    Launched run =
        Launched.script(
            "ulimit -f 8; lanemark run --workload sleep --model serial,virtual"
                + " --forks 1 --warmup-limit 1s --output "
                + results);

    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(results + ": results cannot be written there: "),
            line -> assertThat(line).endsWith("scripts/lanemark run --resume " + results));
    assertThat(run.exitCode()).isEqualTo(73);
    assertThat(Launched.lanemark("run", "--resume", results.toString()).exitCode()).isZero();
  }

  @Test
  void aDiskThatIsFullStopsARunInOneLine() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String mount = "mount -t tmpfs -o size=1100k tmpfs " + disk;
    assumeThat(Launched.command("unshare", "-rm", "bash", "-c", mount).exitCode()).isZero();

    Launched run =
        Launched.script(
            """
            export -f lanemark
            unshare -rm bash -c '
              %2$s
              head -c 1080k /dev/zero > %1$s/filler
              lanemark run --workload sleep --model serial,virtual --forks 1 --warmup-limit 1s --output %1$s/run
              echo exit $?
              rm %1$s/filler
              mount -t tmpfs -o remount,size=8m tmpfs %1$s
              lanemark run --resume %1$s/run
              echo exit $?'
            """
                .formatted(disk, mount));

    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("No space left on device"),
            line -> assertThat(line).endsWith("run --resume " + disk.resolve("run")));
    assertThat(run.out()).containsSubsequence("exit 73", "exit 0");
  }
}
