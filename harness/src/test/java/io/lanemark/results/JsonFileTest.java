package io.lanemark.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {

  @TempDir Path folder;

  /// Every figure of a recorded file differs from the others, so that none can take the place of
  /// another.
  @ParameterizedTest
  @CsvSource({
    "recorded-run.json,            io.lanemark.results.Run",
    "recorded-run-with-gaps.json,  io.lanemark.results.Run",
    "recorded-trial.json,          io.lanemark.results.Trial",
    "recorded-trial-with-gaps.json,io.lanemark.results.Trial"
  })
  void whatEarlierVersionsWroteIsReadAndWrittenUnchanged(String name, Class<?> type)
      throws IOException {
    Path recorded = folder.resolve("recorded.json");
    try (InputStream resource = JsonFileTest.class.getResourceAsStream(name)) {
      Files.copy(resource, recorded);
    }
    Path written = folder.resolve("written.json");

    JsonFile.write(written, JsonFile.read(recorded, type));

    assertThat(written).hasSameTextualContentAs(recorded);
  }
}
