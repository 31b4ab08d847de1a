package io.lanemark.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastableCommandTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ab/20260101-120000 | ab/20260101-120000",
        "Jörgs Projekte     | 'Jörgs Projekte'",
        "it's               | 'it'\\''s'",
        "$HOME/*            | '$HOME/*'",
        "\"\"               | ''"
      })
  void aShellReadsItsWordsAsTheyAre(String word, String quoted) {
    assertThat(new PastableCommand(List.of("lanemark"), List.of("ab", word)))
        .hasToString("lanemark ab " + quoted);
  }

  @Test
  void aJarAloneIsStartedByJava() {
    assertThat(PastableCommand.program(folder.resolve("lanemark.jar")))
        .endsWith("-jar", folder.resolve("lanemark.jar").toString())
        .first()
        .asString()
        .endsWith("java");
  }

  @Test
  void jarsOfTheUserDoNotStartIt() {
    assertThat(PastableCommand.ownEntry("/opt/lanemark.jar:/home/me/work.jar:lib.jar"))
        .isEqualTo("/opt/lanemark.jar");
    assertThat(PastableCommand.ownEntry("lanemark.jar")).isEqualTo("lanemark.jar");
  }

  @Test
  void theJarOfACheckoutIsStartedByItsScript() throws IOException {
    Path script = Files.createDirectory(folder.resolve("scripts")).resolve("lanemark");
    Files.createFile(script);
    Path jar = folder.resolve("cli/target/lanemark.jar");

    assertThat(PastableCommand.program(jar)).contains("-jar");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(PastableCommand.program(jar)).containsExactly(script.toString());
  }

  @Test
  void insideTheCheckoutTheScriptIsShort() {
    Path checkout = Path.of("..").toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();

    assertThat(PastableCommand.shortened(here.resolve("scripts/lanemark")))
        .isEqualTo(Path.of("scripts/lanemark"));
    assertThat(PastableCommand.shortened(checkout.resolve("scripts/lanemark"))).isAbsolute();
  }
}
