package io.lanemark.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeHashTest {

  @TempDir Path folder;

  @Test
  void followsWhatIsInJarsAndNotHowTheyWereMade() throws IOException {
    String hash = hash(jar("a.jar", 1_000_000_000_000L, "one", "two"));

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(hash(jar("b.jar", 1_500_000_000_000L, "two", "one"))).isEqualTo(hash);
    assertThat(hash(jar("c.jar", 1_000_000_000_000L, "one", "three"))).isNotEqualTo(hash);
  }

  @Test
  void followsWhatIsInFolders() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/inner"));
    Files.writeString(classes.resolve("A.class"), "one");
    String hash = hash(folder.resolve("classes"));

    Files.writeString(classes.resolve("A.class"), "two");

    assertThat(hash(folder.resolve("classes"))).isNotEqualTo(hash);
  }

  @Test
  void theOrderOfTheEntriesMatters() throws IOException {
    Path a = jar("a.jar", 0, "one");
    Path b = jar("b.jar", 0, "two");

    assertThat(hash(a, b)).isNotEqualTo(hash(b, a));
    assertThat(hash(a, folder.resolve("nowhere.jar"), b)).isEqualTo(hash(a, b));
  }

  @Test
  void aFileThatIsNoJarCountsAsWell() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "one");
    String hash = hash(file);

    assertThat(hash(Files.writeString(file, "two"))).isNotEqualTo(hash);
  }

  private static String hash(Path... entries) {
    return CodeHash.of(
        String.join(File.pathSeparator, List.of(entries).stream().map(Path::toString).toList()));
  }

  private Path jar(String name, long millis, String... contents) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String content : contents) {
        ZipEntry entry = new ZipEntry(content + ".class");
        entry.setTime(millis);
        jar.putNextEntry(entry);
        jar.write(content.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
    return file;
  }
}
