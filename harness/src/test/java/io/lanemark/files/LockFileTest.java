package io.lanemark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

  @TempDir Path folder;

  @Test
  void isHeldByOneAtATime() throws IOException {
    Path file = folder.resolve("lock");
    try (LockFile _ = LockFile.take(file).orElseThrow()) {
      assertThat(LockFile.take(file)).isEmpty();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void takesWhatAKilledProcessLeftBehind() throws IOException {
    Path file = Files.createFile(folder.resolve("lock"));

    LockFile.take(file).orElseThrow().close();

    assertThat(file).doesNotExist();
  }

  /// What the next one took meanwhile is not its to delete.
  @Test
  void isGivenUpOnce() throws IOException {
    Path file = folder.resolve("lock");
    LockFile first = LockFile.take(file).orElseThrow();
    first.close();
    try (LockFile _ = LockFile.take(file).orElseThrow()) {
      first.close();

      assertThat(file).exists();
    }
  }

  /// As in a folder where only the owner of a file may delete it.
  @Test
  void aFileThatCannotBeDeletedKeepsNobodyOut() throws IOException {
    Path file = folder.resolve("lock");
    LockFile lock = LockFile.take(file).orElseThrow();
    Files.delete(file);
    Files.createFile(Files.createDirectory(file).resolve("content"));

    lock.close();

    assertThat(lock.channel().isOpen()).isFalse();
  }

  @Test
  void needsAFolder() {
    assertThatThrownBy(() -> LockFile.take(folder.resolve("nowhere/lock")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
