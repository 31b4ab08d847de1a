package io.lanemark.guard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.BadResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

  @TempDir private Path folder;
  private Path path;
  private HistoryFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("history.jsonl");
    file = new HistoryFile(path);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    HistoryRun run = Runs.on(1, 10, 11, 12);

    file.append(run);
    file.append(Runs.on(2, 10));

    History history = file.read();
    assertThat(history.runs()).containsExactly(run, Runs.on(2, 10));
    assertThat(history.skipped()).isEmpty();
    assertThat(Files.readString(path)).hasLineCount(2).endsWith("}\n");
  }

  @Test
  void addsNothingToAFileThatIsSomethingElse() throws IOException {
    Files.writeString(path, "[]\n");

    assertThatThrownBy(() -> file.append(Runs.on(1, 10)))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("not a history");
    assertThat(path).hasContent("[]");
  }

  @Test
  void aRunIsOneShortLine() throws IOException {
    file.append(Runs.on(1, 10, 11, 12));

    assertThat(path)
        .hasContent(
            """
            {"schemaVersion":1,"at":"2026-01-02T00:00:00Z","commit":"abc1","machine":"a machine",\
            "java":"25, VM","scores":[{"benchmark":"org.example.Parser.parse","mode":"avgt",\
            "parameters":{"size":"10"},"threads":1,"variant":"default","number":"score",\
            "unit":"us/op","value":10.9696,"interval":{"low":6.50511,"high":18.4981},"forks":3,\
            "failures":0}]}
            """);
  }

  @Test
  void aLineOfAKilledProcessIsNamedAndTheNextOneIsWhole() throws IOException {
    file.append(Runs.on(1, 10));
    String line = Files.readString(path);
    Files.writeString(path, line.substring(0, line.length() / 2), StandardOpenOption.APPEND);

    assertThat(file.read().skipped()).containsExactly("line 2 is not a complete run");

    file.append(Runs.on(2, 10));

    History history = file.read();
    assertThat(history.runs()).containsExactly(Runs.on(1, 10), Runs.on(2, 10));
    assertThat(history.skipped()).containsExactly("line 2 is not a complete run");
  }

  @Test
  void anyMergeOfTwoBranchesIsTheSameHistory() throws IOException {
    HistoryFile ours = file;
    HistoryFile theirs = new HistoryFile(folder.resolve("theirs.jsonl"));
    for (HistoryRun run : List.of(Runs.on(1, 10), Runs.on(3, 11))) {
      ours.append(run);
    }
    for (HistoryRun run : List.of(Runs.on(1, 10), Runs.on(2, 12))) {
      theirs.append(run);
    }

    Path merged =
        Files.writeString(
            folder.resolve("merged.jsonl"),
            Files.readString(theirs.path()) + "\r\n" + Files.readString(path));

    assertThat(new HistoryFile(merged).read())
        .isEqualTo(new History(List.of(Runs.on(1, 10), Runs.on(2, 12), Runs.on(3, 11)), List.of()));
  }

  @Test
  void skipsWhatANewerLanemarkWroteAndWhatIsNoNumber() throws IOException {
    file.append(Runs.on(1, 10));
    String line = Files.readString(path);
    Files.writeString(
        path,
        line
            + line.replace("\"schemaVersion\":1", "\"schemaVersion\":2")
            + line.replace("us/op", "miles")
            + line.replace("\"value\":10.0", "\"value\":-1")
            + line.replace("\"forks\":1", "\"forks\":-1")
            + line.replace("\"failures\":0", "\"failures\":-2")
            + "<<<<<<< ours\n");

    assertThat(file.read().skipped())
        .containsExactly(
            "line 2 has schema version 2, but this Lanemark reads 1",
            "line 3 is not a complete run",
            "line 4 is not a complete run",
            "line 5 is not a complete run",
            "line 6 is not a complete run",
            "line 7 is not a complete run");
  }

  @Test
  void refusesWhatHasNoRun() throws IOException {
    assertThatThrownBy(file::read)
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no such file");
    Files.writeString(path, "");
    assertThatThrownBy(file::read).hasMessageContaining("empty; expected a line of JSON");
    Files.writeString(path, "hello\n");
    assertThatThrownBy(file::read)
        .hasMessageContaining("no run in it; line 1 is not a complete run");
  }
}
