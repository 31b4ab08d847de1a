package io.lanemark.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.results.Run.VariantDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmVariantsTest {

  private static final long MEBIBYTE = 1 << 20;

  private final MeasuredJvm usual = MeasuredJvm.likeThisOne(2);

  @TempDir Path folder;

  @Test
  void nothingGivenIsTheUsualAlone() throws Exception {
    JvmVariants variants = JvmVariants.of(usual, List.of(), List.of());

    assertThat(variants.byName()).isEqualTo(Map.of("default", usual));
    assertThat(variants.descriptions()).isEmpty();
  }

  @Test
  void everyCombinationIsAVariant() throws Exception {
    Path other = anotherHome("jdk-26", "26.0.1+8");

    JvmVariants variants =
        JvmVariants.of(usual, List.of(other), List.of("-XX:+UseParallelGC", "-Xmx64m"));

    assertThat(variants.byName().sequencedKeySet())
        .containsExactly(
            "default", "ParallelGC", "-Xmx64m", "jdk-26", "jdk-26 ParallelGC", "jdk-26 -Xmx64m");
    assertThat(variants.named("ParallelGC").arguments())
        .contains("-XX:+UseParallelGC")
        .doesNotContain("-XX:+UseG1GC");
    assertThat(variants.heapBytes())
        .containsEntry("default", 256 * MEBIBYTE)
        .containsEntry("-Xmx64m", 64 * MEBIBYTE);
    assertThat(variants.named("jdk-26 -Xmx64m").javaHome()).isEqualTo(other);
    assertThat(variants.descriptions())
        .extracting(VariantDescription::description)
        .last()
        .asString()
        .startsWith("Java 26.0.1+8, ")
        .contains("-Xmx64m");
  }

  @Test
  void aFolderIsNotTakenForTheDefaultNorForAPeer() throws Exception {
    Path misleading = anotherHome("default", "26");
    Path python = anotherHome("python", "26");

    assertThat(JvmVariants.of(usual, List.of(misleading, python), List.of()).byName().keySet())
        .containsExactly("default", "default-1", "python-2");
  }

  @Test
  void refusesWhatIsNoJdk() throws IOException {
    Files.createDirectories(folder.resolve("bin"));

    refuses(
        List.of(folder),
        List.of(),
        "'%s' is not a JDK: it has no executable bin/java".formatted(folder));
  }

  @Test
  void refusesAnOlderJava() throws IOException {
    Path old = anotherHome("jdk-21", "21.0.2+13-LTS");

    refuses(
        List.of(old), List.of(), "--jvm '%s' is Java 21; Lanemark needs Java 25".formatted(old));
  }

  @Test
  void refusesArgumentsThatTheJvmRefuses() {
    refuses(List.of(), List.of("-XX:+UseFooGC"), "Unrecognized VM option 'UseFooGC'");
    refuses(List.of(), List.of("-Xmx8m"), "Initial heap size set to a larger value");
  }

  @Test
  void refusesTwins() {
    refuses(List.of(), List.of("-XX:+UseG1GC"), "do not differ from the variant");
    refuses(List.of(usual.javaHome()), List.of(), "is already in the run");
  }

  private void refuses(List<Path> homes, List<String> arguments, String reason) {
    assertThatThrownBy(() -> JvmVariants.of(usual, homes, arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  /// Says what a JVM of that version says; its heap is the one of its arguments, as far as this
  /// test has any.
  private Path anotherHome(String name, String version) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo '   size_t MaxHeapSize          = 67108864       {product} {ergonomic}'
        echo '    java.runtime.version = %s'
        """
            .formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home.toRealPath();
  }
}
