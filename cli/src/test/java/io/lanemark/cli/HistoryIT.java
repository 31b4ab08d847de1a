package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `lanemark history` as a user starts it.
class HistoryIT {

  @TempDir Path folder;
  private Path history;

  @BeforeEach
  void name() {
    history = folder.resolve("history.jsonl");
  }

  private static Launched history(String... options) throws IOException, InterruptedException {
    return Launched.lanemark(
        Stream.concat(Stream.of("history"), Stream.of(options)).toArray(String[]::new));
  }

  private Path jmh(String name, double score) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        [{"benchmark":"org.example.Suite.work","mode":"avgt","threads":1,
          "vmName":"Some VM","vmVersion":"21.0.1+1",
          "primaryMetric":{"scoreUnit":"us/op","rawData":[[%1$s,%1$s],[%1$s,%1$s]]}}]
        """
            .formatted(score));
  }

  private Launched append(double score, String at) throws IOException, InterruptedException {
    return history(
        "append",
        jmh("jmh.json", score).toString(),
        "--to",
        history.toString(),
        "--commit",
        "c-" + at,
        "--at",
        at + "T00:00:00Z",
        "--machine",
        "runner");
  }

  @Test
  void addsRunsAndDrawsThem() throws IOException, InterruptedException {
    assertThat(append(10, "2026-01-01").out()).contains("history.jsonl, 1 number added");
    append(11, "2026-01-03");
    append(10, "2026-01-02");
    Path site = folder.resolve("new/site");

    Launched shown = history(history.toString(), "--output", site.toString());

    assertThat(shown.err()).isEmpty();
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .containsPattern("11.0 µs/op +\\+10.0 % +3  Suite.work avgt")
        .contains("History: " + site.resolve("history.html"));
    byte[] page = Files.readAllBytes(site.resolve("history.html"));
    assertThat(new String(page, StandardCharsets.UTF_8))
        .contains("c-2026-01-02", "21.0.1+1, Some VM", "runner");
    history(history.toString(), "--output", site.toString());
    assertThat(site.resolve("history.html")).hasBinaryContent(page);
  }

  @Test
  void aTornLineIsNamedInOneLine() throws IOException, InterruptedException {
    append(10, "2026-01-01");
    Files.writeString(history, "{\"schemaVersion\":1,\"at\":", StandardOpenOption.APPEND);

    Launched shown = history(history.toString());

    shown.assertOneLine(0, "history.jsonl: line 2 is not a complete run: skipped");
    assertThat(shown.out()).contains("Suite.work");
  }

  @Test
  void processesThatAddAtTheSameTimeLoseNothing() throws Exception {
    Path results = jmh("jmh.json", 10);
    List<String> add =
        List.of("history append", results.toString(), "--to", history.toString(), "--commit");

    Launched both =
        Launched.script(
            "lanemark %1$s a --machine a & lanemark %1$s b --machine b & wait"
                .formatted(String.join(" ", add)));

    assertThat(both.err()).isEmpty();
    assertThat(Files.readAllLines(history)).hasSize(2);
    assertThat(history(history.toString()).out()).contains("1 number in 2 runs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.jsonl                       | 65 | no such file; 'history append' creates it",
        "FILE --include nothing              | 64 | history.jsonl is selected by --include",
        "FILE --include [                    | 64 | invalid regular expression '[': Unclosed"
            + " character class (see",
        "FILE --output FILE/site             | 73 | the page cannot be written there",
        "append nowhere.json                 | 65 | no such file or folder",
        "append                              | 64 | RESULTS",
        "append NAN                          | 65 | no score that could be added to a history; ",
        "append HUGE                         | 65 | fork 1 has the unusable score 1.0E308",
        "append FILE --to nowhere/x          | 65 | an array of benchmarks",
        "append JMH --to nowhere/x           | 73 | the history cannot be written there",
        "append JMH --at noon                | 64 | invalid time 'noon': use for example"
            + " 2026-01-31T12:00:00Z (see"
      })
  void wrongUsageIsOneLine(String options, int exitCode, String message)
      throws IOException, InterruptedException {
    append(10, "2026-01-01");
    String before = Files.readString(history);
    String words =
        options
            .replace("NAN", jmh("nan.json", Double.NaN) + " --to FILE")
            .replace("HUGE", jmh("huge.json", 1e308) + " --to FILE")
            .replace("FILE", history.toString())
            .replace("JMH", folder.resolve("jmh.json").toString());

    history(words.split(" +")).assertOneLine(exitCode, message);
    assertThat(history).hasContent(before);
  }

  @Test
  void aHistoryWithoutAnyScoreSaysSo() throws IOException, InterruptedException {
    append(10, "2026-01-01");
    Files.writeString(
        history, Files.readString(history).replaceAll("\"scores\":\\[.*]", "\"scores\":[]"));

    history(history.toString()).assertOneLine(65, "no score in it");
  }
}
