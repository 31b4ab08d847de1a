package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.benchmarks.backend.DiskBackend;
import io.lanemark.load.JvmResources;
import io.lanemark.workload.Arguments;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What tasks that write leave on the disk.
@Timeout(300)
class FileWriterTest {

  @TempDir private Path directory;
  private URI address;

  @BeforeEach
  void startBackend() throws Exception {
    try (DiskBackend backend = new DiskBackend()) {
      address = backend.start(directory, Arguments.of(backend.parameters(), Map.of()));
    }
  }

  private JvmResources resources() {
    return new JvmResources(0, 1, 4, Map.of("disk", address));
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tasksOneAfterTheOtherUseTheSameSpace(boolean fsync) throws Exception {
    WriteFilesWorkload workload = new WriteFilesWorkload(3, 5000, fsync);
    try (JvmResources resources = resources()) {
      for (int task = 0; task < 10; task++) {
        assertThat(workload.run(resources).amount()).isEqualTo(15_000);
        assertThat(files()).hasSize(3).allMatch(file -> file.toFile().length() == 5000);
      }
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tasksAtOnceUseNoMoreThanTheirNumber() throws Exception {
    int tasks = 4;
    WriteFilesWorkload workload = new WriteFilesWorkload(2, 1000, false);
    CyclicBarrier together = new CyclicBarrier(tasks);
    List<Future<Digest>> digests = new ArrayList<>();
    try (JvmResources resources = resources()) {
      try (ExecutorService executor = Executors.newFixedThreadPool(tasks)) {
        for (int task = 0; task < 20 * tasks; task++) {
          digests.add(
              executor.submit(
                  () -> {
                    together.await();
                    return workload.run(resources);
                  }));
        }
      }
      for (Future<Digest> digest : digests) {
        assertThat(digest.get()).isEqualTo(digests.getFirst().get());
      }
      assertThat(files()).hasSizeBetween(2, 2 * tasks);
    }
  }

  @Test
  void jvmsDoNotMeet() throws Exception {
    WriteFilesWorkload workload = new WriteFilesWorkload(1, 100, false);
    try (JvmResources one = resources()) {
      workload.run(one);
      try (JvmResources other = resources()) {
        workload.run(other);
        assertThat(files()).hasSize(2);
      }
      assertThat(files()).hasSize(1);
    }
  }

  /// A disk that is full takes no report either, unless the task that failed makes room.
  @Test
  void aTaskThatFailsNamesTheFileAndLeavesNone() throws Exception {
    WriteFilesWorkload workload = new WriteFilesWorkload(3, 100, false);
    try (JvmResources resources = resources()) {
      workload.run(resources);
      Path file = files().stream().sorted().toList().get(1);
      Files.delete(file);
      Files.createDirectories(file.resolve("in-the-way"));
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> workload.run(resources))
          .withMessageContaining(file.toString());
      assertThat(files()).isEmpty();
      assertThat(workload.run(resources).amount()).isEqualTo(300);
    }
  }

  @Test
  void theAddressOfADiskMayHoldAnyName() throws Exception {
    Path odd = Files.createDirectory(directory.resolve("with space & ümlaut ?#"));
    try (DiskBackend backend = new DiskBackend()) {
      URI oddAddress = backend.start(odd, Arguments.of(backend.parameters(), Map.of()));
      assertThat(DiskBackend.directory(oddAddress)).isEqualTo(odd);
      assertThat(backend.label(oddAddress))
          .isEqualTo("files written on " + Files.getFileStore(odd).type());
    }
  }
}
