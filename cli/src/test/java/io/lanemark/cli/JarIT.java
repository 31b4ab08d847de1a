package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The jar alone, in a folder in which there is nothing else, but with the temporary folder and so
/// the lock that all have who give no option: one test at a time.
@Execution(ExecutionMode.SAME_THREAD)
class JarIT {

  private static final Path JAR = Path.of("target", "lanemark.jar").toAbsolutePath();
  private static final int JAVA_8 = 52;
  private static final int UNAVAILABLE = 69;

  @TempDir Path folder;

  /// Without any option of the JVM.
  private Launched alone(String java, String... arguments)
      throws IOException, InterruptedException {
    return Launched.in(
        folder,
        Map.of(),
        Stream.concat(Stream.of(java, "-jar", JAR.toString()), Stream.of(arguments)).toList());
  }

  private Launched alone(List<String> arguments) throws IOException, InterruptedException {
    return alone(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        arguments.toArray(String[]::new));
  }

  private void assertQuiet(String... arguments) throws IOException, InterruptedException {
    Launched launched = alone(List.of(arguments));

    assertThat(launched.err()).as(String.join(" ", arguments)).isEmpty();
    assertThat(launched.exitCode()).as(launched.out()).isZero();
  }

  @Test
  void runsByItself() throws Exception {
    Path jar =
        BenchmarkJar.of(
                folder.resolve("a.jar"), "@Benchmark public long work() { return spin(10); }")
            .path();

    assertQuiet(
        "ab",
        "--base",
        "a.jar",
        "--candidate",
        jar.toString(),
        "--forks",
        "3..3",
        "--output",
        "ab");
    assertQuiet("compare", "ab/base", "ab/candidate", "--margin", "900%", "--report", "site");
    assertQuiet("history", "append", "ab");
    assertQuiet("history", "--output", "site");
    assertQuiet("run", "--list");
    assertThat(folder.resolve("site")).isDirectoryContaining("glob:**/history.html");
    assertThat(folder.resolve("site")).isDirectoryContaining("glob:**/comparison.html");
  }

  @Test
  void measuresByItself() throws Exception {
    assertQuiet(
        "run",
        "--workload",
        "sleep",
        "--model",
        "virtual",
        "--in-flight",
        "1",
        "--forks",
        "1",
        "--warmup-limit",
        "500ms",
        "--peers",
        "none",
        "--output",
        "results",
        "--report",
        "site");

    assertThat(folder.resolve("site")).isDirectoryContaining("glob:**/index.html");
  }

  @Test
  void anyJavaCanReadItsFirstClass() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      String first = attributes.getValue(Attributes.Name.MAIN_CLASS).replace('.', '/') + ".class";

      assertThat(attributes.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
      assertThat(attributes.getValue("Multi-Release")).isEqualTo("true");
      try (DataInputStream content =
          new DataInputStream(jar.getInputStream(Objects.requireNonNull(jar.getEntry(first))))) {
        assertThat(content.readInt()).isEqualTo(0xCAFEBABE);
        content.readUnsignedShort();
        assertThat(content.readUnsignedShort()).isEqualTo(JAVA_8);
      }
    }
  }

  @Test
  void aJavaThatIsTooOldSaysSoInOneLine() throws Exception {
    Optional<Path> old = oldJava();
    Assumptions.assumeTrue(old.isPresent(), "no older Java on this machine");

    alone(old.orElseThrow().toString(), "compare")
        .assertOneLine(UNAVAILABLE, "lanemark: Lanemark needs Java 25 or later, but this is Java ");
  }

  private static Optional<Path> oldJava() throws IOException {
    Path usual = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(usual)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(usual)) {
      return homes
          .filter(home -> home.getFileName().toString().matches("java-(8|11|17|21)-.*"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }
}
