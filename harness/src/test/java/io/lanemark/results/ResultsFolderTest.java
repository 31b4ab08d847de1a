package io.lanemark.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsFolderTest {

  private static final PlannedTrial PLANNED =
      new PlannedTrial(
          "0000-sha256-serial-k1-f0",
          new Case(
              "io.lanemark.Benchmark.method",
              "thrpt",
              new TreeMap<>(Map.of("model", "serial", "workers", "1")),
              1,
              "default"),
          0,
          PlannedTrial.Role.MEASURE,
          "");

  private static final Run RUN =
      new Run(
          Run.SCHEMA_VERSION,
          "id",
          Run.Times.of(Instant.parse("2026-01-02T03:04:05Z")),
          new Run.Request(List.of("scripts/lanemark", "run"), "quick", 1, 3),
          SampleEnvironment.small(),
          new Run.Source(null, null),
          new Run.Scope(List.of(), null, List.of(), List.of()),
          List.of(PLANNED));

  private static final Trial TRIAL =
      new Trial(
          Run.SCHEMA_VERSION,
          PLANNED,
          0,
          Trial.State.DONE,
          "",
          Instant.parse("2026-01-02T03:04:06Z"),
          1.5,
          new Trial.WarmUp(1, 10, true, 0.1),
          List.of(
              new Iteration(
                  10,
                  100,
                  10,
                  101,
                  1000,
                  new TreeFigures(
                      1,
                      20,
                      new TreeFigures.Memory(null, 2L, 3L),
                      new TreeFigures.Cpu(4L, 5L, 6L, 7L),
                      null,
                      new TreeFigures.Interference(null, 0L)))));

  @TempDir Path root;

  private ResultsFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(RUN);
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);

    ResultsFolder opened = ResultsFolder.open(folder.root());
    assertThat(opened.run()).isEqualTo(RUN);
    assertThat(opened.finishedTrials()).containsExactly(TRIAL);
  }

  @Test
  void figuresOfTheProcessTreeAreOnOneLevelWithThoseOfTheLoad() throws IOException {
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);

    Path file = folder.root().resolve("trials").resolve(PLANNED.id()).resolve("trial.json");
    JsonNode window = JsonMapper.shared().readTree(Files.readString(file)).at("/iterations/0");
    assertThat(window.propertyNames()).contains("operations", "jvms", "rssBytes", "stealNanos");
    assertThat(window.propertyNames()).doesNotContain("tree");
  }

  @Test
  void aTrialThatIsNotPublishedIsNotSeen() throws IOException {
    Path working = folder.beginTrial(PLANNED.id());
    Files.writeString(working.resolve("trial.json"), "{\"schemaVersion\":");

    assertThat(ResultsFolder.open(folder.root()).finishedTrials()).isEmpty();
  }

  @Test
  void aFolderThatHoldsARunIsNotWrittenOver() {
    assertThatThrownBy(() -> ResultsFolder.create(folder.root()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("already holds a run");
  }

  @Test
  void aFolderOfARunThatWasKilledEarlyWillDoAgain() throws IOException {
    Path early = root.resolve("early");
    ResultsFolder.create(early);

    assertThat(ResultsFolder.create(early).finishedTrials()).isEmpty();
  }

  @Test
  void aFileOfTheUsersIsNotDeleted() throws IOException {
    Path file = Files.writeString(root.resolve("trials"), "of the user");

    assertThatThrownBy(() -> ResultsFolder.create(root))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(file.toString());
    assertThat(file).hasContent("of the user");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> ResultsFolder.open(root.resolve("nowhere")))
        .isInstanceOf(BadResultsException.class)
        .hasMessage(root.resolve("nowhere") + ": no such folder; expected one that 'run' wrote");
    assertThatThrownBy(() -> ResultsFolder.open(root))
        .hasMessage(root + ": no run.json in it; expected a folder that 'run' wrote");

    Files.createDirectory(folder.root().resolve("trials/0000-empty"));
    assertThatThrownBy(folder::finishedTrials)
        .hasMessageEndingWith("trial.json: no such file or folder");
  }

  @Test
  void whatIsTruncatedOrNoJsonIsSaidInOneLine() throws IOException {
    Path file = folder.root().resolve("run.json");
    String whole = Files.readString(file);

    for (String bad : List.of(whole.substring(0, whole.length() / 2), "", "<html>", "[]", "7")) {
      Files.writeString(file, bad);
      assertThatThrownBy(folder::run)
          .isInstanceOf(BadResultsException.class)
          .hasMessageStartingWith(file + ": ")
          .message()
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run.json   | "operatingSystem" : "Linux"          | "operatingSystem" : null
          run.json   | "javaHome" : "/jdk"                  | "java" : "/jdk"
          run.json   | "cores" : 2                          | "cores" : null
          run.json   | "cores" : 2                          | "cores" : 99999999999
          run.json   | "2026-01-02T03:04:05Z"               | "+1000000000-01-01T00:00:00Z"
          run.json   | "2026-01-02T03:04:05Z"               | "yesterday"
          run.json   | "command" : [                        | "command" : [ null,
          run.json   | "plan" : [                           | "plan" : [ null,
          run.json   | "id" : "0000-sha256-serial-k1-f0"    | "id" : "../../etc"
          run.json   | "id" : "0000-sha256-serial-k1-f0"    | "id" : "a\\u0000b"
          run.json   | "id" : "0000-sha256-serial-k1-f0"    | "id" : "."
          run.json   | "id" : "0000-sha256-serial-k1-f0"    | "id" : ""
          run.json   | "threads" : 1                        | "threads" : 0
          run.json   | "role" : "MEASURE"                   | "role" : "GUESS"
          trial.json | "id" : "0000-sha256-serial-k1-f0"    | "id" : "0001-sha256-serial-k1-f0"
          trial.json | "state" : "DONE"                     | "state" : null
          trial.json | "openSeconds" : 0.1                  | "openSeconds" : "NaN"
          trial.json | "openSeconds" : 0.1                  | "openSeconds" : 1e999
          trial.json | "seconds" : 1.5                      | "seconds" : -1
          trial.json | "2026-01-02T03:04:06Z"               | "+1000000000-01-01T00:00:00Z"
          trial.json | "iterations" : [                     | "iterations" : [ null,
          trial.json | "operations" : 10                    | "operations" : null
          """)
  void whatIsDamagedIsSaidInOneLine(String name, String whole, String damaged) throws IOException {
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);
    Path file =
        name.equals("run.json")
            ? folder.root().resolve(name)
            : folder.root().resolve("trials").resolve(PLANNED.id()).resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(whole);
    Files.writeString(file, text.replace(whole, damaged));

    assertThatThrownBy(
            () -> {
              folder.run();
              folder.finishedTrials();
            })
        .isInstanceOf(BadResultsException.class)
        .hasMessageStartingWith(file + ": ")
        .message()
        .hasLineCount(1);
  }

  /// A folder that somebody copied would count twice.
  @Test
  void aCopiedTrialIsRefused() throws IOException {
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);
    Path trials = folder.root().resolve("trials");
    Path copy = Files.createDirectory(trials.resolve("copy"));
    Files.copy(trials.resolve(PLANNED.id()).resolve("trial.json"), copy.resolve("trial.json"));

    assertThatThrownBy(folder::finishedTrials)
        .isInstanceOf(BadResultsException.class)
        .hasMessageStartingWith(copy.resolve("trial.json") + ": belongs to the trial '");
  }

  @Test
  void whatATrialLeftThatWasKilledIsDeleted() throws IOException {
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);
    Files.createFile(folder.beginTrial("0001-next").resolve("latency.hlog"));

    folder.deleteUnfinished();

    assertThat(folder.root().resolve("trials")).isDirectoryNotContaining("glob:**/.*");
    assertThat(folder.finishedTrials()).containsExactly(TRIAL);
  }

  @Test
  void aTrialThatIsTakenBackCanRunAgain() throws IOException {
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);

    folder.retract(TRIAL);

    assertThat(folder.finishedTrials()).isEmpty();
    folder.publish(folder.beginTrial(PLANNED.id()), TRIAL);
    assertThat(folder.finishedTrials()).containsExactly(TRIAL);
  }

  @Test
  void aNewerSchemaIsRefused() throws IOException {
    Path file = folder.root().resolve("run.json");
    Files.writeString(
        file, Files.readString(file).replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));

    assertThatThrownBy(folder::run)
        .hasMessageEndingWith(
            "schema version 2 is newer than 1, the newest that this Lanemark reads");
  }
}
