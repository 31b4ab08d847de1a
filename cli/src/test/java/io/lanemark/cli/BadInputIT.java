package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad input is answered with one line that says what was wrong, and an exit code of its kind.
class BadInputIT {

  private static final int USAGE = 64;
  private static final int DATA = 65;
  private static final int UNAVAILABLE = 69;
  private static final int CANNOT_CREATE = 73;

  @TempDir Path folder;

  static Stream<Arguments> wrongUsage() {
    return Stream.of(
        usage(
            "--model virtal",
            "unknown model 'virtal'; expected one of: fork-join, platform, platform-per-task,"
                + " process, process+virtual, serial, virtual"),
        usage(
            "--workload nap",
            "unknown workload 'nap'; expected one of: crawl, mandelbrot, orders, read-files, "),
        usage("--suite gpu", "unknown suite 'gpu'; expected one of: cpu, io"),
        usage(
            "--profile slow",
            "unknown profile 'slow'; expected one of: quick, pool, standard, full"),
        usage("--in-flight 0", "--in-flight must be at least 1: 0"),
        usage("--in-flight many", "Invalid value for option '--in-flight'"),
        usage("--workers 0", "--workers must be at least 1: 0"),
        usage("--forks 0", "--forks must be at least 1: 0"),
        usage("--memory-budget 0", "--memory-budget must be at least 32M"),
        usage("--memory-budget 1M", "--memory-budget must be at least 32M"),
        usage("--memory-budget -1", "invalid size '-1': use for example 512M or 2G"),
        usage("--memory-budget 12apples", "invalid size '12apples': use for example 512M or 2G"),
        usage("--memory-budget 1G --workers 4", "cannot be combined with --workers 4"),
        usage("--memory-budget 1G --peers python", "cannot be combined with --peers python"),
        usage("--workers 4 --in-flight 2", "--workers 4 is more than the tasks in flight"),
        usage("--in-flight 1.5", "'--in-flight' (K): '1.5' is not a whole number"),
        usage("--iterations 0", "--iterations must be from 1 to 1000: 0"),
        usage("--iteration-time 2h", "--iteration-time must be from 100ms to 1h: 7200000 ms"),
        usage("--warmup-limit 0s", "--warmup-limit must be from 100ms to 1h: 0 ms"),
        usage("--stage-limit 0s", "--stage-limit must be at least 1s"),
        usage("--stage-limit soon", "invalid duration 'soon': use for example 20m"),
        usage(
            "--param pages",
            "Invalid value for option '--param' (NAME=VALUE): 'pages' has no value: use for"
                + " example latencyMillis=50"),
        usage("--param millis=1,millis=2", "--param gives 'millis' two values, '1' and '2'"),
        usage("--param", "Missing required parameter for option '--param' (NAME=VALUE)"),
        usage("now", "unexpected argument 'now'"),
        usage("--param page=1", "no chosen workload has a parameter 'page'; expected one of: "),
        usage("--param pages=0", "pages must be"),
        usage("--suite cpu --workload crawl", "the workload 'crawl' of kind IO does not belong"),
        usage("--peers perl", "unknown peer 'perl'; expected one of: python, none"),
        usage("--jvm /nowhere", "'/nowhere' is not a JDK: it has no executable bin/java"),
        usage("--jvm-args -XX:+UseFooGC", "Unrecognized VM option 'UseFooGC'"),
        usage("--jvm-args -Xshare:dump", "--jvm-args takes JVM arguments"),
        usage("--jvm-args Main", "--jvm-args takes JVM arguments"),
        usage("--jvm-args -XX:+UseG1GC", "do not differ"),
        usage("--resume x", "--resume cannot be combined with --dry-run"),
        usage(
            "--workload sql --jdbc-url jdbc:mysql://host/db?password=s3cret",
            "--jdbc-url: expected a URL of PostgreSQL's driver, jdbc:postgresql://"),
        usage(
            "--workload sql --jdbc-url jdbc:postgresql://host:port/db?password=s3cret",
            "--jdbc-url: expected a URL of PostgreSQL's driver, jdbc:postgresql://"),
        usage(
            "--workload sha256 --jdbc-url jdbc:postgresql://host/db",
            "--jdbc-url needs a workload that uses the backend 'postgres'"),
        usage("--frobnicate", "Unknown option: '--frobnicate'"));
  }

  private static Arguments usage(String options, String expected) {
    return Arguments.of(List.of(("run --dry-run " + options).split(" ")), expected);
  }

  @ParameterizedTest
  @MethodSource("wrongUsage")
  void wrongUsageIsNamed(List<String> arguments, String expected) throws Exception {
    assertOneLine(Launched.lanemark(arguments.toArray(String[]::new)), USAGE, expected);
  }

  /// Where a run is not to be measured, and where it is: another process then says the same.
  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--forks=1"})
  void whatMeasuresSaysItTheSameWay(String mode) throws Exception {
    assertOneLine(
        Launched.lanemark("run", "--workload", "nap", mode), USAGE, "unknown workload 'nap'");
  }

  @Test
  void aCommandMustBeGivenAndExist() throws Exception {
    assertOneLine(Launched.lanemark(), USAGE, "a command is missing");
    assertOneLine(
        Launched.lanemark("measure"),
        USAGE,
        "unknown command 'measure'; expected one of: run, report, compare, ");
    assertOneLine(Launched.lanemark("help", "measure"), USAGE, "unknown command 'measure'");
    assertOneLine(Launched.lanemark("report"), USAGE, "Missing required");
  }

  @Test
  void resultsThatCannotBeReadAreNamed() throws Exception {
    assertBadResults(folder.resolve("nowhere"), "no such folder");
    assertBadResults(Files.createDirectory(folder.resolve("empty")), "no run.json in it");
    assertBadResults(runJson("truncated", "{\"schemaVersion\" : 1, \"id\""), "unexpected JSON");
    assertBadResults(runJson("html", "<html>"), "unexpected JSON");
    assertBadResults(
        runJson("newer", "{\"schemaVersion\" : 99}"), "schema version 99 is newer than 1");
  }

  @Test
  void whatCannotBeResumedIsNamed() throws Exception {
    assertOneLine(
        Launched.lanemark("run", "--resume", folder.resolve("nowhere").toString()),
        DATA,
        "no such folder");
    assertOneLine(
        Launched.lanemark("run", "--resume", folder.toString()), DATA, "nothing to resume");
    assertOneLine(
        Launched.lanemark("run", "--resume", runJson("damaged", "{\"schema").toString()),
        DATA,
        "unexpected JSON");
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertOneLine(
        Launched.lanemark(
            "run", "--workload", "sha256", "--output", file.resolve("run").toString()),
        CANNOT_CREATE,
        "results cannot be written there");
    assertOneLine(
        Launched.lanemark("run", "--workload", "sha256", "--output", "/proc/lanemark"),
        CANNOT_CREATE,
        "results cannot be written there");
  }

  @Test
  void aTemporaryFolderThatWillNotDoIsNamed() throws Exception {
    Path tooLong = Files.createDirectory(folder.resolve("x".repeat(90)));
    Path notForFiles = Path.of("/proc");

    for (Path temporary : List.of(tooLong, notForFiles)) {
      Path output = folder.resolve("run");
      assertOneLine(
          Launched.command(
              Launched.words(
                  temporary, "run", "--workload", "sleep", "--output", output.toString())),
          CANNOT_CREATE,
          temporary + ": a temporary folder cannot be created there: ");
      assertThat(output).doesNotExist();
    }
    assertThat(tooLong).isEmptyDirectory();
  }

  @Test
  void aFolderThatHoldsARunIsNotWrittenOver() throws Exception {
    Path run = runJson("run", "{}");

    assertOneLine(
        Launched.lanemark("run", "--workload", "sha256", "--output", run.toString()),
        CANNOT_CREATE,
        "already holds a run");
    assertThat(run.resolve("run.json")).hasContent("{}");
  }

  /// Files of 64 KiB at most: the backend that makes larger ones cannot start.
  @Test
  void aBackendThatDoesNotStartIsNamed() throws Exception {
    Path output = folder.resolve("run");

    assertOneLine(
        Launched.script("ulimit -f 64; lanemark run --workload read-files --output " + output),
        UNAVAILABLE,
        "backend 'files'");
    assertThat(output.resolve("run.json")).doesNotExist();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamed() throws Exception {
    Path output = folder.resolve("run");

    assertOneLine(
        Launched.lanemark(
            "run",
            "--workload",
            "sql",
            "--jdbc-url",
            "jdbc:postgresql://127.0.0.1:1/db?user=me&password=s3cret",
            "--output",
            output.toString()),
        UNAVAILABLE,
        "backend 'own-database' cannot be started: Connection to 127.0.0.1:1 refused");
    assertThat(output.resolve("run.json")).doesNotExist();
  }

  private Path runJson(String name, String content) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(run.resolve("run.json"), content);
    return run;
  }

  private void assertBadResults(Path results, String expected) throws Exception {
    Path site = folder.resolve("site");
    assertOneLine(
        Launched.lanemark("report", results.toString(), "--output", site.toString()),
        DATA,
        expected);
    assertThat(site).doesNotExist();
  }

  private static void assertOneLine(Launched launched, int exitCode, String expected) {
    launched.assertOneLine(exitCode, expected);
    assertThat(launched.err()).doesNotContain("Exception", "s3cret");
  }

  @Test
  void anArgumentThatTheLocaleCannotReadIsNamed() throws Exception {
    Launched.scriptInPosixLocale("lanemark run --param $'colour=gr\\303\\274n'")
        .assertOneLine(USAGE, "the argument 'colour=gr??n' has characters", "LC_ALL=C.UTF-8");
  }
}
