package io.lanemark.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PathListTest {

  @TempDir Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  @Test
  void commasDividePaths() {
    assertThat(PathList.of("a.json,b.json").paths())
        .containsExactly(Path.of("a.json"), Path.of("b.json"));
    assertThat(PathList.of("a.json,").paths()).containsExactly(Path.of("a.json"));
    assertThat(PathList.of("a.json").paths()).containsExactly(Path.of("a.json"));
  }

  @Test
  void whatExistsIsTakenAsItIs() throws IOException {
    Path commas = folder("K=4, W=2, x");
    Path plain = folder("plain");

    assertThat(PathList.of(commas.toString()).paths()).containsExactly(commas);
    assertThat(PathList.of("%s,%s,%s".formatted(commas, plain, commas)).paths())
        .containsExactly(commas, plain, commas);
    assertThat(PathList.of("%s,nowhere".formatted(commas)).paths())
        .containsExactly(commas, Path.of("nowhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "a,,b", ",a"})
  void anEmptyPathIsRefused(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> PathList.of(text))
        .withMessageContaining("is empty: use '.' for the working directory");
  }

  @Test
  void severalListsAreOne() {
    assertThat(PathList.all(List.of(PathList.of("a,b"), PathList.of("c"))))
        .containsExactly(Path.of("a"), Path.of("b"), Path.of("c"));
  }
}
