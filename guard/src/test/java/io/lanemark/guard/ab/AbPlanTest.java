package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.results.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbPlanTest {

  @TempDir Path folder;

  @Test
  void whatEarlierVersionsWroteIsReadAndWrittenUnchanged() throws IOException {
    Path recorded = folder.resolve("recorded.json");
    try (InputStream resource = AbPlanTest.class.getResourceAsStream("recorded-ab.json")) {
      Files.copy(resource, recorded);
    }
    Path written = folder.resolve("written.json");

    JsonFile.write(written, JsonFile.read(recorded, AbPlan.class));

    assertThat(written).hasSameTextualContentAs(recorded);
  }
}
