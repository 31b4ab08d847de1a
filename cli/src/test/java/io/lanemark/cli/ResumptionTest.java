package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import io.lanemark.results.Environment;
import io.lanemark.results.PlannedTrial;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Run;
import io.lanemark.results.Trial;
import java.io.IOException;
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

/// A run goes on only as the run that it was.
class ResumptionTest {

  private static final List<PlannedTrial> PLAN =
      List.of(planned("0000-a", 1), planned("0001-b", 2), planned("0002-c", 3));

  @TempDir Path root;

  private ResultsFolder folder;

  @BeforeEach
  void begin() throws IOException {
    folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(run(PLAN));
  }

  @Test
  void memoryThatIsFreeMayChange() throws IOException {
    replaceInRun("\"availableMemoryBytes\" : 512", "\"availableMemoryBytes\" : 7");

    assertThatCode(() -> Resumption.of(folder.root()).check(run(PLAN))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kernel" : "6.1"        | "kernel" : "6.2"        | the kernel changed from 6.2 to 6.1
          "cores" : 2             | "cores" : 4             | the number of cores changed from 4 to 2
          "memoryBytes" : 1024    | "memoryBytes" : 1025    | the memory changed from 1025 to 1024
          "cpuQuotaCores" : null  | "cpuQuotaCores" : 1.5   | the processor quota changed from 1.5 to null
          "javaVersion" : "25"    | "javaVersion" : "25.1"  | the Java version changed from 25.1 to 25
          "-Xmx1m"                | "-Xmx2m"                | the JVM arguments changed from [-Xmx2m] to [-Xmx1m]
          "code" : "abc"          | "code" : "abd"          | the code of Lanemark or of a workload is another one
          "code" : "abc"          | "code" : null           | the code of Lanemark or of a workload is another one
          "inFlight" : "2"        | "inFlight" : "5"        | trial 2 of the plan changed from 0001-b
          "id" : "0002-c"         | "id" : "0002-d"         | trial 3 of the plan changed from 0002-d
          """)
  void whatDecidesAboutFiguresMayNot(String now, String then, String expected) throws IOException {
    replaceInRun(now, then);

    assertThatThrownBy(() -> Resumption.of(folder.root()).check(run(PLAN)))
        .isInstanceOf(BadResultsException.class)
        .hasMessageStartingWith(folder.root() + ": cannot be resumed: ")
        .hasMessageContaining(expected)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aRunThatHasNoPlanYetCannotGoOn() throws IOException {
    Files.delete(folder.root().resolve("run.json"));

    assertThatThrownBy(() -> Resumption.of(folder.root()))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("nothing to resume");
    assertThat(ResultsFolder.create(folder.root()).root()).isEqualTo(folder.root());
  }

  @ParameterizedTest
  @CsvSource({"overhead, its command is no 'run'", "run --wat, its command is not understood"})
  void theCommandMustBeKnown(String words, String expected) throws IOException {
    replaceInRun("\"run\"", "\"" + words.replace(" ", "\", \"") + "\"");

    Resumption stopped = Resumption.of(folder.root());
    assertThatThrownBy(stopped::command)
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining(expected);
  }

  /// A signal that ends a run reaches its fork as well.
  @Test
  void aFailureThatNothingCameAfterIsNoResult() throws IOException {
    publish(0, Trial.State.FAILED);
    publish(1, Trial.State.FAILED);
    folder.beginTrial(PLAN.get(2).id());

    List<Trial> finished = Resumption.of(folder.root()).takeStock();

    assertThat(finished).extracting(Trial::planned).containsExactly(PLAN.getFirst());
    assertThat(folder.root().resolve("trials")).isDirectoryNotContaining("glob:**/*000[12]*");
  }

  @Test
  void aFailureInARunThatCameToItsEndIsOne() throws IOException {
    for (int i = 0; i < PLAN.size(); i++) {
      publish(i, Trial.State.FAILED);
    }
    Files.createFile(folder.root().resolve("jmh.json"));

    assertThat(Resumption.of(folder.root()).takeStock()).hasSize(PLAN.size());
  }

  @Test
  void aTrialOfAnotherPlanIsRefused() throws IOException {
    publish(0, Trial.State.FAILED);
    replaceInRun("\"id\" : \"0000-a\"", "\"id\" : \"0000-z\"");

    assertThatThrownBy(() -> Resumption.of(folder.root()).takeStock())
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("trial 0000-a is not of its plan");
  }

  private void publish(int position, Trial.State state) throws IOException {
    PlannedTrial planned = PLAN.get(position);
    folder.publish(
        folder.beginTrial(planned.id()),
        new Trial(
            Run.SCHEMA_VERSION,
            planned,
            position,
            state,
            "why",
            Instant.EPOCH,
            1,
            Trial.WarmUp.NONE,
            List.of()));
  }

  private void replaceInRun(String old, String replacement) throws IOException {
    Path file = folder.root().resolve("run.json");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement));
  }

  private static PlannedTrial planned(String id, int inFlight) {
    Map<String, String> parameters =
        Map.of(Case.IN_FLIGHT, Integer.toString(inFlight), Case.WORKERS, "1");
    return new PlannedTrial(
        id,
        new Case("benchmark", "thrpt", new TreeMap<>(parameters), 1, "default"),
        0,
        PlannedTrial.Role.MEASURE,
        "");
  }

  private static Run run(List<PlannedTrial> plan) {
    return new Run(
        Run.SCHEMA_VERSION,
        "id",
        Instant.EPOCH,
        List.of(),
        List.of("scripts/lanemark", "run"),
        "quick",
        1,
        1,
        new Environment(
            "Linux",
            "6.1",
            "amd64",
            null,
            2,
            1024,
            512,
            null,
            null,
            null,
            null,
            null,
            null,
            true,
            "/jdk",
            "25",
            "vendor",
            "vm",
            List.of("-Xmx1m")),
        null,
        "abc",
        List.of(),
        null,
        List.of(),
        List.of(),
        plan);
  }
}
