package io.lanemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/lanemark` in a checkout whose path has blanks and umlauts. A shell makes and enters it:
/// the JVM of this test may run in a locale in which it cannot name such a folder.
class ScriptIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final int UNAVAILABLE = 69;

  @TempDir Path folder;

  @BeforeEach
  void checkOut() throws Exception {
    Launched made =
        inFolder(
            Map.of("PROJECT", PROJECT.toString()),
            """
            mkdir -p $'J\303\266rgs Projekte'/{scripts,cli/target}
            cp "$PROJECT/scripts/lanemark" J*/scripts/
            cp "$PROJECT/cli/target/lanemark.jar" J*/cli/target/
            """);
    assertThat(made.err()).isEmpty();
  }

  private Launched inFolder(Map<String, String> variables, String script) throws Exception {
    return Launched.in(folder, variables, List.of("bash", "-c", script));
  }

  private Launched inCheckout(Map<String, String> variables) throws Exception {
    return inFolder(variables, "cd J* && exec scripts/lanemark --version");
  }

  private static void assertPrintsVersion(Launched launched) {
    assertThat(launched.err()).isEmpty();
    assertThat(launched.out()).startsWith("lanemark ");
    assertThat(launched.exitCode()).isZero();
  }

  @Test
  void startsByARelativePathWhateverCdpathIs() throws Exception {
    assertPrintsVersion(
        inFolder(
            Map.of(),
            """
            mkdir -p other/scripts
            cd J* && export CDPATH=../other && scripts/lanemark --version
            """));
  }

  @Test
  void startsBehindSymbolicLinks() throws Exception {
    assertPrintsVersion(
        inFolder(
            Map.of(),
            """
            mkdir bin && cd bin
            ln -s ../J*/scripts/lanemark first
            ln -s first second
            cd .. && exec bin/second --version
            """));
  }

  @Test
  void startsInThePosixLocale() throws Exception {
    assertPrintsVersion(inCheckout(Map.of("LC_ALL", "C")));
    assertPrintsVersion(inCheckout(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "")));
  }

  @Test
  void aJvmThatCannotStartIsNoRegression() throws Exception {
    inCheckout(Map.of("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption=1"))
        .assertOneLine(UNAVAILABLE, "the JVM in ", "does not start: ", "NoSuchOption");
  }

  @Test
  void aJdkOfAnotherVersionIsPassedOver() throws Exception {
    Path other = Files.createDirectories(folder.resolve("jdk-24"));
    Files.createDirectory(other.resolve("bin"));
    Files.writeString(other.resolve("release"), "JAVA_VERSION=\"24.0.1\"\n");
    assertThat(Files.writeString(other.resolve("bin/java"), "#!/bin/sh\nexit 3\n").toFile())
        .satisfies(java -> assertThat(java.setExecutable(true)).isTrue());

    assertPrintsVersion(inCheckout(Map.of("JAVA25_HOME", other.toString())));
  }
}
