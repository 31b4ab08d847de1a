package io.lanemark.process.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AotCacheKeyTest {
  @TempDir Path folder;

  private static AotCacheKey key(Path... classPath) throws NoAotCacheException {
    return AotCacheKey.of(
        List.of(),
        String.join(File.pathSeparator, List.of(classPath).stream().map(Path::toString).toList()));
  }

  private Path jar(String name, String content, String manifestClassPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!manifestClassPath.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, manifestClassPath);
    }
    Path file = folder.resolve(name);
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.putNextEntry(new JarEntry("content"));
      jar.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      jar.closeEntry();
    }
    return file;
  }

  @Test
  void contentsDecideAndTimesDoNot() throws Exception {
    Path jar = jar("a.jar", "one", "");
    FileTime written = Files.getLastModifiedTime(jar);
    AotCacheKey one = key(jar);
    byte[] bytes = Files.readAllBytes(jar);
    jar("a.jar", "two", "");
    Files.setLastModifiedTime(jar, written);
    assertThat(key(jar)).isNotEqualTo(one);
    Files.write(jar, bytes);
    assertThat(key(jar)).isEqualTo(one);
  }

  @Test
  void orderNamesAndAbsenceCount() throws Exception {
    Path a = jar("a.jar", "same", "");
    Path b = Files.copy(a, folder.resolve("b.jar"));
    assertThat(List.of(key(a), key(b), key(a, b), key(b, a), key(a, folder.resolve("c.jar"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatAManifestAddsCountsToo() throws Exception {
    Path main = jar("main.jar", "", "lib%20s/b.jar missing.jar main.jar");
    Files.createDirectory(folder.resolve("lib s"));
    AotCacheKey missing = key(main);
    jar("lib s/b.jar", "one", "");
    AotCacheKey one = key(main);
    jar("lib s/b.jar", "two", "");
    assertThat(List.of(missing, one, key(main))).doesNotHaveDuplicates();
    jar("main.jar", "", "lib%20s/");
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(() -> key(main))
        .withMessageContaining("lib s on the class path is a folder");
  }

  @Test
  void whatAManifestAddsFromElsewhereIsRefused() throws Exception {
    Path jar = jar("main.jar", "", "http://localhost/b.jar");
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(() -> key(jar))
        .withMessageContaining("main.jar on the class path cannot be read")
        .withMessageContaining("http");
  }

  @Test
  void jarsThatAWildcardStandsForCountToo() throws Exception {
    Path wildcard = Files.createDirectory(folder.resolve("lib")).resolve("*");
    AotCacheKey none = key(wildcard);
    jar("lib/a.jar", "one", "");
    AotCacheKey one = key(wildcard);
    jar("lib/a.jar", "two", "");
    AotCacheKey two = key(wildcard);
    jar("lib/b.JAR", "more", "");
    AotCacheKey more = key(wildcard);
    Files.createFile(folder.resolve("lib").resolve("no-jar"));
    assertThat(key(wildcard)).isEqualTo(more);
    assertThat(List.of(none, one, two, more)).doesNotHaveDuplicates();
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(() -> key(folder.resolve("missing").resolve("*")))
        .withMessageContaining("missing on the class path cannot be read");
  }

  @Test
  void whatIsNoJarIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no jar");
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(() -> key(text))
        .withMessageContaining("text on the class path cannot be read");
  }

  @Test
  void optionsCountButForSystemProperties() throws Exception {
    String jar = jar("a.jar", "", "").toString();
    AotCacheKey plain = AotCacheKey.of(List.of(), jar);
    assertThat(AotCacheKey.of(List.of("-Dport=1"), jar)).isEqualTo(plain);
    assertThat(AotCacheKey.of(List.of("-Xmx1g"), jar)).isNotEqualTo(plain);
    assertThat(AotCacheKey.of(List.of("-Xmx1g", "-Xss1m"), jar))
        .isNotEqualTo(AotCacheKey.of(List.of("-Xmx1g-Xss1m"), jar));
  }
}
