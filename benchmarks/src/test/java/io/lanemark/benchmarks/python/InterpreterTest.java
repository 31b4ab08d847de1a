package io.lanemark.benchmarks.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class InterpreterTest {

  @TempDir private Path folder;

  @Test
  void isAbsentWhereThePathHasNone() throws InterruptedException {
    assertThat(Interpreter.find(folder.toString()).absence()).isEqualTo("no python3 on the path");
    assertThat(Interpreter.find(null).peer().absence()).isEqualTo("no python3 on the path");
  }

  @Test
  void aFolderOfThatNameIsNone() throws Exception {
    Files.createDirectory(folder.resolve("python3"));

    assertThat(Interpreter.find(folder.toString()).absence()).isEqualTo("no python3 on the path");
  }

  @Test
  void isAbsentWhereItIsTooOld() throws Exception {
    Path python =
        script(
            """
            echo '{"executable": "/x", "implementation": "CPython", "version": "3.7.16",
              "minor": 7, "lock": true}' > "$5"
            """);

    assertThat(Interpreter.find(folder.toString()).absence())
        .isEqualTo("no python3 of version 3.8 or later: %s is 3.7.16".formatted(python));
  }

  @Test
  void isAbsentWhereItDoesNotWork() throws Exception {
    Path python = script("echo broken; exit 1");

    assertThat(Interpreter.find(folder.toString()).absence())
        .isEqualTo("no working python3: %s does not answer".formatted(python));
  }

  @Test
  void tellsWhetherThereIsALock() throws Exception {
    script(
        """
        echo '{"executable": "/x/python3.14t", "implementation": "CPython",
          "version": "3.14.0", "minor": 14, "lock": false}' > "$5"
        echo '{"executable": "/what/a/start-up/file/prints"}'
        """);

    assertThat(Interpreter.find(folder.toString()))
        .isEqualTo(
            new Interpreter(
                "/x/python3.14t", "CPython 3.14.0, without a global interpreter lock", ""));
  }

  @Test
  @EnabledWithPython
  void isFoundOnThePathOfThisProcess() throws InterruptedException {
    Interpreter python = Interpreter.find();

    assertThat(python.absence()).isEmpty();
    assertThat(Path.of(python.executable())).isExecutable();
    assertThat(python.description()).contains("global interpreter lock");
  }

  private Path script(String body) throws IOException {
    Path file = folder.resolve("python3");
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }
}
