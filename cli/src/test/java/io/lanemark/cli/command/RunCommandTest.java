package io.lanemark.cli.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.benchmarks.run.Resumption;
import io.lanemark.benchmarks.run.SampleRun;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.ResultsFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A run goes on by the command that it was started with.
class RunCommandTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "scripts/lanemark, the recorded command is not 'run'",
    "scripts/lanemark overhead, the recorded command is not 'run'",
    "scripts/lanemark run --wat, the recorded command is no longer valid"
  })
  void theCommandMustBeKnown(String words, String expected) throws IOException {
    Resumption stopped = stopped(words);

    assertThatThrownBy(() -> RunCommand.originalOf(stopped))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining(expected);
  }

  private Resumption stopped(String words) throws IOException {
    ResultsFolder folder = ResultsFolder.create(root.resolve("run"));
    folder.begin(SampleRun.startedBy(words.split(" ")));
    return Resumption.of(folder.root());
  }
}
