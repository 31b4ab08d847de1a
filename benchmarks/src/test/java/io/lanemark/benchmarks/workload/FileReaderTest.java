package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.benchmarks.backend.FilesBackend;
import io.lanemark.load.JvmResources;
import io.lanemark.workload.Arguments;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaderTest {

  @TempDir private Path directory;

  @Test
  void tasksTakeTurnsThroughAllFiles() throws Exception {
    int files = 4;
    try (FilesBackend backend = new FilesBackend()) {
      URI address =
          backend.start(
              directory,
              Arguments.of(backend.parameters(), Map.of("files", Integer.toString(files))));
      Files.delete(directory.resolve("file-0002"));
      int failed = 0;
      try (JvmResources resources = new JvmResources(0, 1, 1, Map.of("files", address))) {
        for (int task = 0; task < 3 * files; task++) {
          try {
            assertThat(new ReadFilesWorkload(1, 100).run(resources).amount()).isEqualTo(100);
          } catch (NoSuchFileException e) {
            failed++;
          }
        }
      }
      assertThat(failed).isEqualTo(3);
    }
  }
}
