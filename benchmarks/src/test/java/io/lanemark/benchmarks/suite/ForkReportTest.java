package io.lanemark.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkReportTest {

  @TempDir Path folder;

  @Test
  void isTakenOutOfTheFolder() throws IOException {
    ForkReport report = new ForkReport("no luck", Trial.WarmUp.NONE, 1, List.of());
    report.write(folder);

    assertThat(ForkReport.take(folder)).contains(report);
    assertThat(ForkReport.take(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsTruncatedIsSaidInOneLine() throws IOException {
    Files.writeString(folder.resolve("fork.json"), "{\"failure\":\"\",\"warmUp\":{\"sec");

    assertThatThrownBy(() -> ForkReport.take(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("fork.json holds unexpected JSON: Unexpected end")
        .message()
        .hasLineCount(1);
  }
}
