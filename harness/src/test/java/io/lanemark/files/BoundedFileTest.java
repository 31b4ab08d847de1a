package io.lanemark.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedFileTest {

  private static final int PART = 4;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | abc",
        "abcd | abcd",
        "abcde | abcde",
        "abcdefgh | abcdefgh",
        "abcdefghi | abcd~… 1 bytes are left out …~fghi",
        "abcdefghijklmnop | abcd~… 8 bytes are left out …~mnop"
      })
  void keepsTheFirstAndTheLastPart(String text, String expected) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int piece = 1; piece <= bytes.length; piece++) {
      Path path = folder.resolve("file-" + piece);
      try (BoundedFile file = new BoundedFile(path, PART)) {
        for (int from = 0; from < bytes.length; from += piece) {
          file.write(bytes, from, Math.min(piece, bytes.length - from));
        }
      }
      assertThat(path).hasContent(expected.replace('~', '\n'));
    }
  }

  @Test
  void isNotCreatedForNothing() throws IOException {
    Path path = folder.resolve("file");
    try (BoundedFile file = new BoundedFile(path)) {
      file.write(new byte[0]);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void isClosedTwice() throws IOException {
    Path path = folder.resolve("file");
    BoundedFile file = new BoundedFile(path, PART);
    file.write('x');
    file.close();
    file.close();
    assertThat(path).hasContent("x");
  }
}
