package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketFolderTest {
  private static final Path SOCKET = Path.of("lanemark-1y2p0ij32e8e7", "socket");

  @TempDir Path folder;

  @Test
  void theFirstOtherFolderThatFitsIsTaken() throws Exception {
    Path deep = Files.createDirectory(folder.resolve("x".repeat(100)));
    Path missing = folder.resolve("none");
    assertThat(SocketFolder.other(deep, List.of(deep, missing, folder), SOCKET)).isEqualTo(folder);
  }

  @Test
  void withoutOneTheLimitIsTold() {
    Path deep = folder.resolve("x".repeat(100));
    assertThatIllegalStateException()
        .isThrownBy(() -> SocketFolder.other(deep, List.of(deep), SOCKET))
        .withMessageStartingWith("the path of a socket may have 102 bytes, and " + deep)
        .withMessageContaining("set java.io.tmpdir to a folder with a shorter path");
  }
}
