package io.lanemark.guard.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.guard.regression.Measured;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideReaderTest {

  private static final List<RunNumber> SCORE = List.of(RunNumber.named("score"));

  private static final String ONE_NUMBER =
      "only one number for all its forks: the JSON has no rawData, which a newer JMH writes";

  @TempDir private Path folder;

  @Test
  void readsForksAsCosts() throws IOException {
    Path file =
        new JmhFile()
            .with("a.B.m", "thrpt", "", "ops/ms", "[[2.0,4.0],[8.0]]")
            .with("a.B.m", "avgt", "\"z\":\"1\",\"b\":\"2\"", "us/op", "[[3.0]]")
            .write(folder.resolve("jmh.json"));

    List<Measured> measured = read(file);

    assertThat(measured).hasSize(2);
    assertThat(costs(measured.get(0))).containsExactly(List.of(0.0005, 0.00025), List.of(0.000125));
    assertThat(costs(measured.get(1))).containsExactly(List.of(3e-6));
    assertThat(measured.get(1).key().text())
        .isEqualTo("a.B.m avgt b=2 z=1 threads=1 variant=default");
  }

  @Test
  void readsGzipAndSeveralArraysInOneFile() throws IOException {
    String one = new JmhFile().with("a.B.m", "ss", "", "s/op", "[[1.0]]").text();

    assertThat(read(gzip("jmh.json.gz", one + one))).hasSize(2);
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void readsAFolderOfFilesInTheOrderOfTheirNames() throws IOException {
    Path side = Files.createDirectory(folder.resolve("base"));
    new JmhFile().with("a.B.m", "ss", "", "s/op", "[[2.0]]").write(side.resolve("0002.json"));
    new JmhFile().with("a.B.m", "ss", "", "s/op", "[[1.0]]").write(side.resolve("0001.json"));
    Files.writeString(side.resolve(".0003.json.tmp"), "[");
    Files.writeString(side.resolve("notes.txt"), "none of ours");

    assertThat(read(side))
        .map(SideReaderTest::costs)
        .containsExactly(List.of(List.of(1.0)), List.of(List.of(2.0)));
  }

  @Test
  void takesTheMeanOfWhatSampleTimeRecorded() throws IOException {
    String entry =
        new JmhFile().with("a.B.m", "sample", "", "s/op", "[[[[1.0,3],[5.0,1]]]]").text();
    Path file =
        Files.writeString(
            folder.resolve("jmh.json"),
            entry.replace("\"rawData\":[[[[", "\"rawDataHistogram\":[[[["));

    assertThat(costs(read(file).getFirst())).containsExactly(List.of(2.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[1.0],[1.0,\"NaN\"]] | fork 2 has the unusable score NaN",
        "[[1.0],[\"+INF\"]]    | fork 2 has the unusable score Infinity",
        "[[1.0],[\"-INF\"]]    | fork 2 has the unusable score -Infinity",
        "[[1.0],[1e308,1e308]] | fork 2 has the unusable score 1.0E308",
        "[[1.0],[1e-300]]      | fork 2 has the unusable score 1.0E-300",
        "[[1.0],[0.0]]         | fork 2 has the unusable score 0.0",
        "[[1.0],[-2.5]]        | fork 2 has the unusable score -2.5",
        "[[1.0],[NaN]]         | fork 2 has the unusable score NaN",
        "[[1.0],[null]]        | fork 2 has the unusable score NaN",
        "[[1.0],[]]            | fork 2 has no iterations"
      })
  void countsAForkWithoutUsableScoresAsFailed(String rawData, String failure) throws IOException {
    for (String mode : List.of("avgt", "thrpt")) {
      Measured measured =
          read(new JmhFile()
                  .with("a.B.m", mode, "", mode.equals("avgt") ? "s/op" : "ops/s", rawData)
                  .write(folder.resolve("jmh.json")))
              .getFirst();

      assertThat(costs(measured)).containsExactly(List.of(1.0));
      assertThat(measured.failures()).containsExactly(failure);
    }
  }

  @Test
  void saysWhenABenchmarkHasNoScoresAtAll() throws IOException {
    Path file =
        new JmhFile().with("a.B.m", "avgt", "", "s/op", "[]").write(folder.resolve("jmh.json"));

    assertThat(read(file).getFirst().failures()).containsExactly(ONE_NUMBER);
    Path without = Files.writeString(folder.resolve("b.json"), withoutScore(file));
    assertThat(read(without).getFirst().failures()).containsExactly("its forks have no scores");
  }

  private static String withoutScore(Path file) throws IOException {
    return Files.readString(file).replace("\"score\":1.0,", "");
  }

  /// As old versions of JMH do, and those with `-Djmh.json.rawData=false`.
  @ParameterizedTest
  @ValueSource(strings = {"\"rawData\":[]", "\"rawData\":null", "\"scorePercentiles\":{}"})
  void saysWhenThereIsOnlyOneNumberForAllForks(String rawData) throws IOException {
    Path file = folder.resolve("a.json");
    Files.writeString(
        file,
        """
        [{"benchmark":"a.B.m","mode":"avgt","threads":1,"forks":5,
          "primaryMetric":{"score":2.5,"scoreUnit":"s/op",%s}}]
        """
            .formatted(rawData));

    assertThat(read(file).getFirst().failures()).containsExactly(ONE_NUMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                     | empty; expected what JMH writes",
        "{}                                     | expected what JMH writes",
        "[]                                     | no case in it",
        "[1]                                    | expected a benchmark in line 1",
        "[{\"mode\":\"avgt\"}]                  | in line 1 has no benchmark",
        "[{\"benchmark\":\"b\",\"mode\":7}]     | expected mode in line 1",
        "[{\"benchmark\":\"b\"                  | not the JSON of JMH",
        "[{\"benchmark\":\"b\",\"mode\":\"avgt\","
            + "\"primaryMetric\":{\"scoreUnit\":\"ops/s\"}}]"
            + " | the unit of a score in mode avgt must be like ns/op: 'ops/s'",
        "not json                               | not the JSON of JMH: expected what JMH writes"
            + " with '-rf json'",
        "Benchmark  Mode  Cnt  Score            | not the JSON of JMH: expected what JMH writes"
            + " with '-rf json'",
        "# JMH version: 1.37                    | not the JSON of JMH: expected what JMH writes"
            + " with '-rf json'",
        "\"Benchmark\",\"Mode\",\"Threads\"     | not the JSON of JMH: expected what JMH writes"
            + " with '-rf json'",
        "[{\"benchmark\":\"b\",\"forks\":-3}]  | expected a number of forks in line 1",
        "[{\"benchmark\":\"b\",\"primaryMetric\":{\"rawDataHistogram\":[[[[1.0,-3]]]]}}]"
            + " | expected how often a value was seen, at least once in line 1",
        "[{\"benchmark\":\"b\",\"primaryMetric\":{\"rawDataHistogram\":[[[[1.0,0.5]]]]}}]"
            + " | expected how often a value was seen in line 1",
        "[{\"benchmark\":\"b\",\"primaryMetric\":{\"rawDataHistogram\":[[[[1.0,1000000000000000000000]]]]}}]"
            + " | not the JSON of JMH"
      })
  void refusesWhatIsNotJmhsJson(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("jmh.json"), text);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("jmh.json: ")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    Path file = folder.resolve("jmh.json.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadResultsException.class)
        .hasMessageEndingWith("the gzip stream is damaged: it ends too early");
  }

  @Test
  void forksThatLeftNoScoresHaveFailed() throws IOException {
    Path file = folder.resolve("a.json");
    Files.writeString(
        file,
        """
        [{"benchmark":"a.B.m","mode":"avgt","threads":1,"forks":5,
          "primaryMetric":{"scoreUnit":"s/op","rawData":[[1.0],[1.0],[1.0]]}}]
        """);

    assertThat(read(file).getFirst().failures()).containsExactly("2 of 5 forks have no score");
  }

  @Test
  void refusesAFileThatIsGivenWithItsFolder() throws IOException {
    Path file =
        new JmhFile().with("a.B.m", "avgt", "", "s/op", "[[1.0]]").write(folder.resolve("a.json"));

    assertThatThrownBy(() -> read(folder, file))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("given twice");
  }

  @Test
  void refusesAFileBesideItsCopyGzippedOrNot() throws IOException {
    String text = new JmhFile().with("a.B.m", "avgt", "", "s/op", "[[1.0]]").text();
    Path file = Files.writeString(folder.resolve("a.json"), text);
    Path gzipped = gzip("a.json.gz", text);
    Path copy = Files.writeString(folder.resolve("latest.txt"), text);

    for (List<Path> sides :
        List.of(List.of(file, gzipped), List.of(folder), List.of(gzipped, copy))) {
      assertThatThrownBy(() -> read(sides.toArray(Path[]::new)))
          .isInstanceOf(BadResultsException.class)
          .hasMessageContaining("has the same content as " + sides.getFirst())
          .hasMessageContaining("must not count twice");
    }
  }

  @Test
  void filesWithoutAnyCaseMayBeTheSame() throws IOException {
    Files.writeString(folder.resolve("1.json"), "[]");
    Files.writeString(folder.resolve("2.json"), "[]");
    new JmhFile().with("a.B.m", "avgt", "", "s/op", "[[1.0]]").write(folder.resolve("3.json"));

    assertThat(read(folder)).hasSize(1);
  }

  @Test
  void refusesTheSameFileTwiceAndFilesThatAreNotThere() throws IOException {
    Path file =
        new JmhFile().with("a.B.m", "avgt", "", "s/op", "[[1.0]]").write(folder.resolve("a.json"));

    assertThatThrownBy(() -> read(file, folder.resolve("./a.json")))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("given twice");
    assertThatThrownBy(() -> read(folder.resolve("b.json")))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no such file");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> read(empty))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no results in it; expected files of JMH's JSON");
    assertThat(SideReader.read(List.of(file), SCORE, measured -> measured.threads() > 1)).isEmpty();
  }

  private static List<Measured> read(Path... files) {
    return SideReader.read(List.of(files), SCORE, (Case _) -> true);
  }

  private static List<List<Double>> costs(Measured measured) {
    return measured.forks().stream().map(fork -> fork.stream().boxed().toList()).toList();
  }
}
