package io.lanemark.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.files.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  /// Larger than any process id that the kernel gives.
  private static final String DEAD = "lanemark.4194305";

  @TempDir Path temporary;

  @Test
  void isDeletedWithAllThatIsInIt() throws IOException {
    TemporaryFolder folder = TemporaryFolder.create(temporary);
    assertThat(folder.path().getParent()).isEqualTo(temporary);
    assertThat(folder.sibling("jmh.lock")).isEqualTo(temporary.resolve("jmh.lock"));
    Files.createFile(folder.path().resolve("jmh123.stdout"));

    folder.delete();

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aPathTooLongForSocketsIsRefusedAndNothingLeft() throws IOException {
    Path tooLong = Files.createDirectory(temporary.resolve("x".repeat(90)));

    assertThatThrownBy(() -> TemporaryFolder.create(tooLong))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long")
        .message()
        .hasLineCount(1);
    assertThat(tooLong).isEmptyDirectory();
  }

  @Test
  void whatKilledProcessesLeftBehindIsSwept() throws IOException {
    Path unlocked = Files.createDirectory(temporary.resolve(DEAD));
    Files.createFile(unlocked.resolve("in-use"));
    Path withoutLock = Files.createDirectory(temporary.resolve(DEAD + "0"));
    long ownPid = ProcessHandle.current().pid();
    Path ofOurNumber = Files.createDirectory(temporary.resolve("lanemark." + ownPid));
    Files.createFile(ofOurNumber.resolve("left"));

    TemporaryFolder folder = TemporaryFolder.create(temporary);

    assertThat(unlocked).doesNotExist();
    assertThat(withoutLock).doesNotExist();
    assertThat(folder.path().resolve("left")).doesNotExist();
  }

  @Test
  void whatIsInUseOrOfOthersStays() throws IOException {
    Path inUse = Files.createDirectory(temporary.resolve(DEAD));
    Path beingMade = Files.createDirectory(temporary.resolve("lanemark.1"));
    Path other = Files.createDirectory(temporary.resolve("lanemark.notes"));
    try (LockFile _ = LockFile.take(inUse.resolve("in-use")).orElseThrow()) {
      TemporaryFolder.create(temporary);

      assertThat(inUse).exists();
    }
    assertThat(beingMade).exists();
    assertThat(other).exists();
  }
}
