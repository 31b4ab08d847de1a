package io.lanemark.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.BadResultsException;
import io.lanemark.results.ResultsFolder;
import io.lanemark.results.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run goes on only as the run that it was.
class ResumptionTest {

  @TempDir Path root;

  private ResultsFolder folder;

  @BeforeEach
  void begin() throws IOException {
    folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(SampleRun.run());
  }

  @Test
  void memoryThatIsFreeMayChange() throws IOException {
    replaceInRun("\"availableMemoryBytes\" : 512", "\"availableMemoryBytes\" : 7");

    assertThatCode(() -> Resumption.of(folder.root()).check(SampleRun.run()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "kernel" : "6.1"        | "kernel" : "6.2"        | the kernel changed from 6.2 to 6.1
          "cores" : 2             | "cores" : 4             | the number of cores changed from 4 to 2
          "memoryBytes" : 1024    | "memoryBytes" : 1025    | the memory changed from 1025 to 1024
          "cpuQuotaCores" : null  | "cpuQuotaCores" : 1.5   | the CPU quota changed from 1.5 to null
          "javaVersion" : "25"    | "javaVersion" : "25.1"  | the Java version changed from 25.1 to 25
          "-Xmx1m"                | "-Xmx2m"                | the JVM arguments changed from [-Xmx2m] to [-Xmx1m]
          "code" : "abc"          | "code" : "abd"          | the code of Lanemark or of a workload has changed
          "code" : "abc"          | "code" : null           | the code of Lanemark or of a workload has changed
          "inFlight" : "2"        | "inFlight" : "5"        | trial 2 of the plan changed from 0001-b
          "id" : "0002-c"         | "id" : "0002-d"         | trial 3 of the plan changed from 0002-d
          """)
  void whatDecidesAboutFiguresMayNot(String now, String then, String expected) throws IOException {
    replaceInRun(now, then);

    assertThatThrownBy(() -> Resumption.of(folder.root()).check(SampleRun.run()))
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

  /// A signal that ends a run reaches its fork as well.
  @Test
  void aFailureThatNothingCameAfterIsNoResult() throws IOException {
    SampleRun.fail(folder, 0);
    SampleRun.fail(folder, 1);
    folder.beginTrial(SampleRun.PLAN.get(2).id());

    List<Trial> finished = Resumption.of(folder.root()).takeStock();

    assertThat(finished).extracting(Trial::planned).containsExactly(SampleRun.PLAN.getFirst());
    assertThat(folder.root().resolve("trials")).isDirectoryNotContaining("glob:**/*000[12]*");
  }

  @Test
  void aFailureInARunThatCameToItsEndIsOne() throws IOException {
    for (int i = 0; i < SampleRun.PLAN.size(); i++) {
      SampleRun.fail(folder, i);
    }
    Files.createFile(folder.root().resolve("jmh.json"));

    assertThat(Resumption.of(folder.root()).takeStock()).hasSize(SampleRun.PLAN.size());
  }

  @Test
  void aTrialOfAnotherPlanIsRefused() throws IOException {
    SampleRun.fail(folder, 0);
    replaceInRun("\"id\" : \"0000-a\"", "\"id\" : \"0000-z\"");

    assertThatThrownBy(() -> Resumption.of(folder.root()).takeStock())
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("trial 0000-a is not part of its plan");
  }

  private void replaceInRun(String old, String replacement) throws IOException {
    Path file = folder.root().resolve("run.json");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement));
  }
}
