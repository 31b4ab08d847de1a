package io.lanemark.guard.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.checkout.JarPattern.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarPatternTest {

  private static final JarPattern PATTERN = JarPattern.of("benchmarks.jar");

  @TempDir Path folder;

  @Test
  void ofALinkTheFileCountsThatItLeadsTo() throws IOException {
    Path jar = Files.writeString(folder.resolve("app-1.0.jar"), "short");
    Path link = Files.createSymbolicLink(folder.resolve("benchmarks.jar"), jar);
    SortedMap<Path, Stamp> before = PATTERN.find(folder);

    Files.writeString(jar, "longer than before");

    assertThat(before).containsOnlyKeys(link);
    assertThat(PATTERN.find(folder)).containsOnlyKeys(link).isNotEqualTo(before);
  }

  @Test
  void aLinkThatLeadsNowhereIsNoJar() throws IOException {
    Files.createSymbolicLink(folder.resolve("benchmarks.jar"), folder.resolve("gone.jar"));

    assertThat(PATTERN.find(folder)).isEmpty();
  }
}
