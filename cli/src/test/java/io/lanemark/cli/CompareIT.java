package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `lanemark compare` as a user starts it.
class CompareIT {

  private static final int BENCHMARKS = 8;
  private static final int USAGE = 64;
  private static final int DATA = 65;

  @TempDir Path folder;

  @Test
  void nothingChanged() throws IOException, InterruptedException {
    Launched launched = compare(results("base", 1, 1), results("candidate", 2, 1), "--strict");

    assertThat(launched.out()).isEqualTo("8 same\n");
    assertThat(launched.err()).isEmpty();
    assertThat(launched.exitCode()).isZero();
  }

  @Test
  void aRegressionEndsWithOneAndGoesToEveryOutput() throws IOException, InterruptedException {
    Path json = folder.resolve("v.json");
    Path junit = folder.resolve("v.xml");
    Path markdown = folder.resolve("v.md");
    Path report = folder.resolve("new/site");

    Launched launched =
        compare(
            results("base", 1, 1),
            results("candidate", 2, 1.2),
            Stream.of("--json", json, "--junit", junit, "--markdown", markdown, "--report", report)
                .map(Object::toString)
                .toArray(String[]::new));

    assertThat(launched.exitCode()).isEqualTo(1);
    assertThat(launched.out())
        .containsPattern("^REGRESSED +\\+\\d+\\.\\d % .* Suite.m0 n=0 avgt\n")
        .contains("1 regressed, 7 same\n")
        .doesNotContain("\u001b");
    assertThat(json).content().contains("\"REGRESSED\"");
    assertThat(junit).content().contains("<failure");
    assertThat(markdown).content().startsWith("### 1 regression\n");
    assertThat(report.resolve("comparison.html")).content().contains("1 regression</h1>");
  }

  @Test
  void anOutputReplacesNoInputAndNoOtherOutput() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    String candidate = results("candidate", 2, 1);
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    Path input = Files.copy(Path.of(base), inputs.resolve("base.json"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of(candidate));
    String output = folder.resolve("v").toString();

    for (String taken : List.of(base, candidate, link.toString())) {
      compare(base, candidate, "--json", taken)
          .assertOneLine(USAGE, "an output would replace an input: " + taken);
    }
    String inside = inputs.resolve("v.json").toString();
    compare(inputs.toString(), candidate, "--json", inside)
        .assertOneLine(USAGE, "an output would replace an input: " + inside);
    compare(base, candidate, "--json", output, "--junit", output)
        .assertOneLine(USAGE, "two outputs go to one file: " + output);
    assertThat(input).hasSameTextualContentAs(Path.of(base));
    assertThat(compare(base, candidate, "--json", "/dev/null", "--junit", "/dev/null").exitCode())
        .isZero();
  }

  @Test
  void anEmptyPathAndAPipeAreRefused() throws IOException, InterruptedException {
    String base = results("base", 1, 1);

    compare(base, "").assertOneLine(USAGE, "the path '' is empty");
    compare(base, base, "--json", "").assertOneLine(USAGE, "'--json'", "the path '' is empty");
    Launched.script(
            "lanemark compare %s <(cat %s)".formatted(Launched.quoted(base), Launched.quoted(base)))
        .assertOneLine(DATA, "it is a pipe, which can be read only once");
  }

  @Test
  void jsonOnStandardOutputIsAllThereIs() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    String candidate = results("candidate", 2, 1.2);

    Launched launched = compare(base, candidate, "--json", "-");

    assertThat(launched.out()).startsWith("{").endsWith("}\n");
    assertThat(compare(base, candidate, "--json", "-").out()).isEqualTo(launched.out());
  }

  @Test
  void githubSeesTheRegressionAsAnError() throws IOException, InterruptedException {
    Launched launched = compare(results("base", 1, 1), results("candidate", 2, 1.2), "--github");

    assertThat(launched.out()).contains("::error title=REGRESSED%3A Suite.m0 n=0 avgt::");
  }

  @Test
  void severalFilesAreOneSide() throws IOException, InterruptedException {
    Launched launched =
        compare(
            results("base", 1, 1) + "," + results("more", 3, 1),
            results("candidate", 2, 1),
            "--all");

    assertThat(launched.out()).contains("SAME").endsWith("8 same\n");
  }

  @Test
  void strictEndsWithTwoWhereACaseIsGone() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    String candidate = results("candidate", 2, 1);
    Path file = Path.of(candidate);
    Files.writeString(file, Files.readString(file).replace("Suite.m0", "Suite.renamed"));

    assertThat(compare(base, candidate).exitCode()).isZero();
    Launched strict = compare(base, candidate, "--strict");
    assertThat(strict.exitCode()).isEqualTo(2);
    assertThat(strict.out()).contains("NO BASELINE", "only in the base: Suite.m0 n=0 avgt");
  }

  @Test
  void nothingInCommonIsSaidAndFailsNothing() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    String candidate = results("candidate", 2, 1);
    Path file = Path.of(candidate);
    Files.writeString(file, Files.readString(file).replace("Suite.m", "Suite.renamed"));
    String nothing = "not comparable: no case was measured on both sides: nothing was compared\n";

    Launched renamed = compare(base, candidate);
    assertThat(renamed.exitCode()).isZero();
    assertThat(renamed.out())
        .contains("Suite.renamed3 n=3 avgt", "only in the base: Suite.m3 n=3 avgt", nothing)
        .endsWith("8 no baseline; 8 only in the base\n");
    assertThat(compare(base, candidate, "--strict").exitCode()).isEqualTo(2);
    Launched added = compare(base, candidate, "--include", "renamed");
    assertThat(added.exitCode()).isZero();
    assertThat(added.out()).isEqualTo(nothing + "8 no baseline\n");
    assertThat(compare(base, candidate, "--include", "Suite.m").out())
        .contains(nothing)
        .endsWith("\n8 only in the base\n");
  }

  @Test
  void failedForksEndWithThree() throws IOException, InterruptedException {
    String candidate = results("candidate", 2, 1);
    Path file = Path.of(candidate);
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("\"rawData\":\\[\\[[^,]+", "\"rawData\":[[\"NaN\""));

    Launched launched = compare(results("base", 1, 1), candidate);

    assertThat(launched.exitCode()).isEqualTo(3);
    assertThat(launched.out())
        .contains("INFRASTRUCTURE", "candidate: fork 1 has the unusable score NaN");
  }

  @Test
  void filtersAndMarginsChoose() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    String candidate = results("candidate", 2, 1.2);

    assertThat(compare(base, candidate, "--exclude", "m0").out()).isEqualTo("7 same\n");
    assertThat(compare(base, candidate, "--include", "n=[01] ").out())
        .endsWith("1 regressed, 1 same\n");
    assertThat(compare(base, candidate, "--margin", "n=0=50%").out()).isEqualTo("8 same\n");
  }

  @Test
  void anAcceptedRegressionFailsNothingUntilItExpires() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    String candidate = results("candidate", 2, 1.2);

    Launched accepted = compare(base, candidate, "--accepted", accepted("+15%..+25%", "9999"));
    assertThat(accepted.out())
        .contains("ACCEPTED", "accepted until 9999-03-01 at commit abc1234: reads twice")
        .endsWith("1 accepted, 7 same\n");
    assertThat(accepted.exitCode()).isZero();
    Launched beyond = compare(base, candidate, "--accepted", accepted("+5%..+15%", "9999"));
    assertThat(beyond.out()).contains("REGRESSED", "accepted only for +5%..+15%, until 9999-03-01");
    assertThat(beyond.exitCode()).isEqualTo(1);
    Launched expired = compare(base, base, "--accepted", accepted("+15%..+25%", "2020"));
    assertThat(expired.out())
        .isEqualTo(
            """
            expired: Suite.m0 n=0: accepted until 2020-03-01 at commit abc1234: reads twice
            8 same
            """);
    assertThat(expired.exitCode()).isEqualTo(1);
    compare(base, base, "--accepted", accepted("about 5%", "9999"))
        .assertOneLine(65, "accepted.json: entry 1: a range must be like +5%..+15%: 'about 5%'");
  }

  private String accepted(String range, String year) throws IOException {
    return Files.writeString(
            folder.resolve("accepted.json"),
            """
            [{"case": "Suite.m0 n=0", "reason": "reads twice", "range": "%s",
              "commit": "abc1234", "expires": "%s-03-01"}]
            """
                .formatted(range, year))
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--margin much        | 64 | invalid share 'much': use for example 3% or 0.03",
        "--margin 3           | 64 | '3' means 300 %: write '3%' for percent",
        "--margin -1%         | 64 | a margin must be a share from 0",
        "--margin 1%=         | 64 | invalid share ''",
        "--margin [=1%        | 64 | invalid regular expression '['",
        "--margin 1% --margin 2% | 64 | --margin is given twice",
        "--fdr 100%           | 64 | the false discovery rate must lie between 0 and 1",
        "--number speed       | 64 | a number must be score, memory, cpu or a percentile",
        "--include [          | 64 | invalid regular expression '[': Unclosed character class (see",
        "--include nothing    | 64 | no case of either side is selected by --include",
        "--json - --junit -   | 64 | only one output can go to standard output",
        "--json nowhere/v.json| 73 | nowhere/v.json: the verdicts cannot be written there"
      })
  void wrongUsageIsOneLine(String options, int exitCode, String message)
      throws IOException, InterruptedException {
    compare(results("base", 1, 1), results("candidate", 2, 1), options.split(" +"))
        .assertOneLine(exitCode, message);
  }

  @Test
  void badDataIsOneLine() throws IOException, InterruptedException {
    String good = results("good", 1, 1);
    Path empty = Files.writeString(folder.resolve("empty.json"), "");

    compare(good, empty.toString()).assertOneLine(65, "empty; expected what JMH writes");
    compare(good, folder.resolve("none.json").toString()).assertOneLine(65, "no such file");
    Path none = Files.createDirectory(folder.resolve("none"));
    compare(good, none.toString())
        .assertOneLine(65, "no results in it; expected files of JMH's JSON");
    compare(good + "," + good, good).assertOneLine(65, "given twice on one side");
    Path csv = Files.writeString(folder.resolve("jmh.csv"), "\"Benchmark\",\"Mode\",\"Threads\"");
    compare(good, csv.toString())
        .assertOneLine(65, "not the JSON of JMH: expected what JMH writes with '-rf json'");
    Launched.lanemark("compare", good).assertOneLine(64, "CANDIDATE");
  }

  @Test
  void aPathThatExistsKeepsItsCommasAndPathsCanBeRepeated()
      throws IOException, InterruptedException {
    Path commas = Files.createDirectory(folder.resolve("a,b, c"));
    String base = results("a,b, c/base", 1, 1);
    String candidate = results("a,b, c/candidate", 2, 1);
    String more = results("more", 3, 1);

    assertThat(compare(base, candidate).out()).isEqualTo("8 same\n");
    assertThat(compare(base + "," + more, candidate).out()).isEqualTo("8 same\n");
    assertThat(
            Launched.lanemark("compare", "--base", base, "--base", more, "--candidate", candidate)
                .out())
        .isEqualTo("8 same\n");
    compare(base, candidate, "--candidate", more)
        .assertOneLine(64, "give both sides, either as BASE and CANDIDATE or as --base and");
    String history = folder.resolve("history.jsonl").toString();
    assertThat(Launched.lanemark("history", "append", base, more, "--to", history).out())
        .contains("8 numbers added");
    assertThat(commas).isNotEmptyDirectory();
  }

  @Test
  void standardOutputThatCannotBeWrittenIsNoSuccess() throws IOException, InterruptedException {
    String same = "lanemark compare %s %s ".formatted(results("base", 1, 1), results("same", 2, 1));
    String slower =
        "lanemark compare %s %s ".formatted(folder.resolve("base.json"), results("slower", 2, 1.2));

    for (String out : List.of(">&-", ">/dev/full", "--json - >/dev/full")) {
      Launched.script(same + out)
          .assertOneLine(
              73, "standard output cannot be written: it is closed, or its disk is full");
    }
    Launched.script(slower + ">/dev/full").assertOneLine(1, "standard output cannot be written");
    Launched.script("lanemark --help >/dev/full")
        .assertOneLine(73, "standard output cannot be written");
  }

  /// What is asked for is written as far as possible, and the verdict stands.
  @Test
  void anOutputThatCannotBeWrittenAtTheEndIsOneLine() throws IOException, InterruptedException {
    String base = results("base", 1, 1);
    Path markdown = folder.resolve("v.md");
    // The page cannot be a folder.
    Path site = folder.resolve("site");
    Path page = Files.createDirectories(site.resolve("comparison.html"));
    String[] outputs = {"--report", site.toString(), "--markdown", markdown.toString()};

    Launched same = compare(base, results("same", 2, 1), outputs);
    same.assertOneLine(73, page + ": the verdicts cannot be written there: ");
    assertThat(same.out()).isEqualTo("8 same\n");
    assertThat(markdown).isNotEmptyFile();
    compare(base, results("slower", 2, 1.2), outputs)
        .assertOneLine(1, page + ": the verdicts cannot be written there: ");
  }

  private static Launched compare(String base, String candidate, String... options)
      throws IOException, InterruptedException {
    return Launched.lanemark(
        Stream.concat(Stream.of("compare", base, candidate), Arrays.stream(options))
            .toArray(String[]::new));
  }

  /// Eight benchmarks of five forks, of which the first is slower by a factor.
  private String results(String name, long seed, double factor) throws IOException {
    Random random = new Random(seed);
    String entries =
        IntStream.range(0, BENCHMARKS)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        """
                        {"benchmark":"org.example.Suite.m%d","mode":"avgt","threads":1,
                         "params":{"n":"%d"},
                         "primaryMetric":{"scoreUnit":"us/op","rawData":%s}}\
                        """,
                        i,
                        i,
                        rawData(random, i == 0 ? factor : 1)))
            .collect(Collectors.joining(",\n", "[", "]"));
    return Files.writeString(folder.resolve(name + ".json"), entries).toString();
  }

  private static String rawData(Random random, double level) {
    return IntStream.range(0, 5)
        .mapToObj(
            _ ->
                IntStream.range(0, 5)
                    .mapToObj(_ -> String.valueOf(level * (1 + 0.005 * random.nextGaussian())))
                    .collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
