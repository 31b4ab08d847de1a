package io.lanemark.guard.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFolderTest {

  private static final Instant FIRST = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(1);

  @TempDir Path temporary;
  private BaselineFolder folder;

  @BeforeEach
  void folder() {
    folder = new BaselineFolder(temporary.resolve("baselines/main"));
  }

  @Test
  void keepsACopyOfWhatIsNotHidden() throws IOException {
    Path source = Files.createDirectories(temporary.resolve("results"));
    Files.writeString(source.resolve("run.json"), "a run");
    Files.writeString(source.resolve(".lock"), "");
    Files.writeString(Files.createDirectory(source.resolve(".unfinished-1")).resolve("x"), "");
    Files.writeString(Files.createDirectory(source.resolve("trials")).resolve("y"), "a trial");

    Baseline kept = folder.keep(source, baseline(FIRST));

    assertThat(BaselineFolder.holdsBaseline(folder.root())).isTrue();
    assertThat(folder.baseline()).isEqualTo(kept);
    Path content = folder.content(kept);
    assertThat(content.resolve("run.json")).hasContent("a run");
    assertThat(content.resolve("trials/y")).hasContent("a trial");
    assertThat(names(content)).containsExactly("run.json", "trials");
  }

  @Test
  void replacesWhatWasKeptAndDeletesWhatNothingNames() throws IOException {
    folder.keep(file("old"), baseline(FIRST));
    Files.createDirectory(folder.root().resolve(".unfinished-20261121-115959-000"));
    Files.writeString(folder.root().resolve("README"), "of the user");

    Baseline kept = folder.keep(file("new"), baseline(SECOND));

    assertThat(folder.content(folder.baseline())).hasContent("new");
    assertThat(names(folder.root()))
        .containsExactly("20261121-120001-000", "README", "baseline.json");
    assertThat(kept.code()).hasSize(64);
  }

  @Test
  void leavesWhatWasKeptWhereTheNewOneCannotBeRead() throws IOException {
    Baseline kept = folder.keep(file("old"), baseline(FIRST));

    assertThatThrownBy(() -> folder.keep(temporary.resolve("nowhere"), baseline(SECOND)))
        .isInstanceOf(IOException.class);

    assertThat(folder.baseline()).isEqualTo(kept);
    assertThat(names(folder.root())).containsExactly("20261121-120000-000", "baseline.json");
  }

  @Test
  void refusesWhatIsNotWhatWasKept() throws IOException {
    Baseline kept = folder.keep(file("old"), baseline(FIRST));
    Path content = folder.content(kept);

    Files.writeString(content, "changed");
    assertThatThrownBy(() -> folder.content(kept))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("changed since it was saved");
    Files.delete(content);
    assertThatThrownBy(() -> folder.content(kept))
        .isInstanceOf(BadResultsException.class)
        .hasMessageContaining("no such file or folder");
    assertThatThrownBy(() -> folder.content(kept.at("../../file", "")))
        .isInstanceOf(BadResultsException.class);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(temporary.resolve("file"), text);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static Baseline baseline(Instant savedAt) {
    return new Baseline(
        Run.SCHEMA_VERSION,
        Baseline.Kind.SCORES,
        "",
        savedAt,
        null,
        "",
        EnvironmentProbe.read(Path.of(System.getProperty("java.home")), List.of()),
        List.of("Parser.parse avgt"));
  }
}
