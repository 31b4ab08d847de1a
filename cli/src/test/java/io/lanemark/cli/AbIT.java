package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.lanemark.guard.ab.AbFolder;
import io.lanemark.guard.ab.AbTrial;
import io.lanemark.guard.ab.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Two jars of somebody's, measured in turns by the packaged jar. The margin is so wide that no
/// machine is too noisy for it.
class AbIT {

  private static final int REGRESSION = 1;
  private static final int USAGE = 64;
  private static final int DATA = 65;

  private static final String BASE =
      """
        @Param({"1", "2"}) int size;

        @Benchmark public long steady() { return spin(100 * size); }
        @Benchmark public long slower() { return spin(10); }
        @Benchmark public long breaks() { return spin(10); }
        @Benchmark public long gone() { return spin(10); }
      """;

  private static final String CANDIDATE =
      """
        @Param({"1", "2"}) int size;

        @Benchmark public long steady() { return spin(100 * size); }
        @Benchmark public long slower() { return spin(10_000_000); }
        @Benchmark public long breaks() { throw new IllegalStateException("out of luck"); }
        @Benchmark public long added() { return spin(10); }
      """;

  @TempDir static Path jars;
  private static Path base;
  private static Path candidate;

  @TempDir Path folder;

  @BeforeAll
  static void compile() throws IOException {
    base = BenchmarkJar.of(jars.resolve("base.jar"), BASE).path();
    candidate = BenchmarkJar.of(jars.resolve("candidate.jar"), CANDIDATE).path();
    Files.writeString(jars.resolve("notes.txt"), "no jar");
    new JarOutputStream(Files.newOutputStream(jars.resolve("plain.jar")), new Manifest()).close();
  }

  private static Launched ab(String... options) throws Exception {
    return Launched.lanemark(
        Stream.concat(Stream.of("ab"), Stream.of(options)).toArray(String[]::new));
  }

  private static Launched abOfBoth(String... options) throws Exception {
    return ab(
        Stream.concat(
                Stream.of("--base", base.toString(), "--candidate", candidate.toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void aParameterThatTheLocaleCannotPassIsNamed() throws Exception {
    BenchmarkJar.of(
        folder.resolve("colours.jar"),
        """
          @Param({"red", "gr\\u00fcn"}) String colour;

          @Benchmark public long paint() { return spin(10); }
        """);

    Launched.scriptInPosixLocale(
            "lanemark ab --base %1$s --candidate %1$s".formatted(folder.resolve("colours.jar")))
        .assertOneLine(USAGE, "the parameter colour=", "of sample.Sample.paint", "LC_ALL=C.UTF-8");
  }

  @Test
  void saysWhatChangedBetweenTwoJars() throws Exception {
    Path output = folder.resolve("run");
    Path json = folder.resolve("verdicts.json");

    Launched run =
        abOfBoth(
            "--exclude",
            "size=2|steady",
            "--forks",
            "3",
            "--margin",
            "500%",
            "--json",
            json.toString(),
            "--output",
            output.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("A/B: 2 benchmarks, 3 to 3 forks per side, at most 20:00 min")
        .contains("Round 3: 1 of 2 decided, 1 to be confirmed")
        .containsPattern(
            "REGRESSED .* Sample.slower size=1 avgt .*confirmed on 3 fresh forks per side")
        .containsPattern("INFRASTRUCTURE .* Sample.breaks size=1 avgt .*out of luck")
        .containsPattern("NO BASELINE .* Sample.added size=1")
        .contains("only in the base: Sample.gone size=1")
        .contains("The ruler moved by ");
    assertThat(run.exitCode()).isEqualTo(REGRESSION);
    assertThat(json).content().contains("\"REGRESSED\" : 1");
    List<AbTrial> trials = AbFolder.open(output).finishedTrials();
    assertThat(trials).filteredOn(trial -> trial.lane() == Lane.BASE).hasSize(7);
    assertThat(trials).filteredOn(AbTrial::hasFailed).hasSize(1);
    assertThat(output.resolve("base"))
        .isDirectoryContaining("glob:**/0*-Sample.slower-size=1.json");
  }

  @Test
  void theSameJarTwiceProvesTheMachineAndSurvivesSigkill() throws Exception {
    Path output = folder.resolve("run");
    Path own = Files.copy(base, folder.resolve("own.jar"));

    Launched.killedWhen(
        () -> AbFolder.holdsRun(output) && AbFolder.open(output).finishedTrials().size() >= 3,
        folder,
        folder,
        "ab",
        "--base",
        own.toString(),
        "--candidate",
        own.toString(),
        "--include",
        "steady",
        "--forks",
        "3",
        "--margin",
        "500%",
        "--output",
        output.toString(),
        "--",
        "-i",
        "1",
        "-p",
        "size=1");

    Path script = Path.of("../scripts/lanemark").toAbsolutePath().normalize();
    assertThat(folder.resolve("err"))
        .content()
        .contains(
            "the run is not finished; resume it with: "
                + Launched.quoted(script.toString())
                + " ab --resume "
                + output);
    Launched resumed = ab("--resume", output.toString());
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .containsPattern("Resumes after \\d+ trials")
        .contains("Proof on this machine: 0 false alarms and 0 false improvements in 1 case")
        .containsPattern("\\+[\\d.,]+ %  Sample.steady size=1 avgt  \\(3 and 3 forks\\)");
    assertThat(resumed.exitCode()).isZero();
    assertThat(AbFolder.open(output).finishedTrials()).hasSize(2 * 3 + 4);
    assertThat(
            Launched.lanemark(
                    "compare",
                    output.resolve("base").toString(),
                    output.resolve("candidate").toString(),
                    "--margin",
                    "500%")
                .exitCode())
        .isZero();
    Files.copy(candidate, own, StandardCopyOption.REPLACE_EXISTING);
    ab("--resume", output.toString())
        .assertOneLine(DATA, "cannot be resumed: the code of the base changed");
  }

  @Test
  void nothingInCommonIsSaidAndNothingIsMeasured() throws Exception {
    Path output = folder.resolve("run");
    Path json = folder.resolve("verdicts.json");

    Launched run =
        abOfBoth(
            "--include", "gone|added", "--json", json.toString(), "--output", output.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("A/B: no benchmark is in both jars\n")
        .containsPattern("NO BASELINE .* Sample.added size=1")
        .contains("only in the base: Sample.gone size=1")
        .contains("not comparable: no case was measured on both sides: nothing was compared\n")
        .doesNotContain("ruler");
    assertThat(run.exitCode()).isZero();
    assertThat(json).content().contains("\"NO_BASELINE\" : 2", "nothing was compared");
    assertThat(AbFolder.open(output).finishedTrials()).isEmpty();
  }

  static Stream<Arguments> wrongUsage() {
    return Stream.of(
        usage("--base nowhere.jar --candidate BASE", "--base: 'nowhere.jar' does not exist"),
        usage("--base BASE --candidate NOTES", "--candidate: ", "notes.txt' is not a jar"),
        usage(
            "--base BASE --candidate PLAIN", "plain.jar' does not list JMH benchmarks, but says '"),
        usage("BOTH --base-java NOTES", "--base: ", "notes.txt' is not a Java launcher"),
        usage("BOTH --candidate-java /nowhere", "--candidate: '/nowhere' is not a Java launcher"),
        usage("BOTH --include nothing", "none of 8 benchmarks in the base and 8 in the candidate"),
        usage("BOTH --budget 5s", "--budget of 0:05 min is too short: a first look at 6 "),
        usage("BOTH -- -zz 1", "does not list JMH benchmarks", "z is not a recognized option"));
  }

  private static Arguments usage(String options, String... expected) {
    return argumentSet("ab " + options, options, expected);
  }

  @ParameterizedTest
  @MethodSource
  void wrongUsage(String options, String... expected) throws Exception {
    String words =
        options
            .replace("BOTH", "--base BASE --candidate CANDIDATE")
            .replace("BASE", base.toString())
            .replace("CANDIDATE", candidate.toString())
            .replace("NOTES", jars.resolve("notes.txt").toString())
            .replace("PLAIN", jars.resolve("plain.jar").toString());

    ab(words.split(" ", -1)).assertOneLine(USAGE, expected);
  }

  /// JMH says how long it will take with the digits of the locale, and JVMs log beside its list.
  @ParameterizedTest
  @ValueSource(
      strings = {"-Duser.language=de -Duser.country=DE", "-Duser.language=ar -Duser.country=EG"})
  void jmhIsUnderstoodInEveryLocale(String locale) throws Exception {
    Launched run =
        Launched.in(
            folder,
            Map.of("JAVA_TOOL_OPTIONS", locale, "_JAVA_OPTIONS", "-Xlog:gc*"),
            "ab",
            "--base",
            base.toString(),
            "--candidate",
            candidate.toString(),
            "--budget",
            "5s");

    assertThat(run.err()).contains("is too short: a first look at 6 benchmarks takes about ");
    assertThat(run.exitCode()).isEqualTo(USAGE);
  }

  @Test
  void verdictsHaveColoursOnATerminal() throws Exception {
    assumeThat(Launched.command("script", "--version").exitCode()).isZero();
    Path temporary = Files.createDirectory(folder.resolve("t"));
    String ab =
        Stream.of(
                Launched.words(
                    temporary,
                    "ab",
                    "--base",
                    base.toString(),
                    "--candidate",
                    candidate.toString(),
                    "--include",
                    "breaks size=1",
                    "--output",
                    folder.resolve("run").toString()))
            .map(Launched::quoted)
            .collect(Collectors.joining(" "));

    Launched run =
        Launched.in(folder, Map.of("TERM", "xterm"), List.of("script", "-qec", ab, "/dev/null"));

    assertThat(run.out()).contains("\u001b[33mINFRASTRUCTURE\u001b[0m");
  }

  @Test
  void aFolderWithoutARunCannotBeResumed() throws Exception {
    ab("--resume", folder.toString()).assertOneLine(DATA, "no ab.json in it");
  }
}
