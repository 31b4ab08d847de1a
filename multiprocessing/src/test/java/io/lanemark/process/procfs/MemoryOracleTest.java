package io.lanemark.process.procfs;

import static io.lanemark.process.procfs.MemoryFamily.MEBIBYTE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory of a tree against memory that is known: [#CHILDREN] JVMs that each touch [#MEBIBYTES] of
/// their own and the same amount of one shared mapping, over the same JVMs that touch nothing.
class MemoryOracleTest {

  private static final int CHILDREN = 3;
  private static final int MEBIBYTES = 256;
  private static final long NEEDED_BYTES = 3L << 30;

  @TempDir Path temporary;
  private Path sharedFile;

  @BeforeEach
  void makeSharedFile() throws IOException {
    Procfs procfs = Procfs.OF_THIS_MACHINE;
    MemoryUse own = procfs.memory(ProcessHandle.current().pid());
    assumeTrue(own != null && own.pssBytes() != null, "this system has no smaps_rollup");
    Long available = procfs.machineMemoryBytes("MemAvailable");
    Long room = ControlGroup.ofThisProcess().memoryRoomBytes();
    assumeTrue(
        available != null && available >= NEEDED_BYTES && (room == null || room >= NEEDED_BYTES),
        "less than 3 GiB of memory are available");
    sharedFile = Files.createTempFile(folderWithRoom(), "lanemark-oracle", ".shared");
    try (RandomAccessFile file = new RandomAccessFile(sharedFile.toFile(), "rw")) {
      file.setLength((long) MEBIBYTES * MEBIBYTE);
    }
  }

  @AfterEach
  void deleteSharedFile() throws IOException {
    if (sharedFile != null) {
      Files.delete(sharedFile);
    }
  }

  @Test
  void aSharedPageCountsOnceInPssNeverInUssAndPerProcessInRss() throws Exception {
    TreeUse idle = useOfFamily(0);
    TreeUse touched = useOfFamily(MEBIBYTES);

    assertThat(List.of(idle.processes(), touched.processes())).containsOnly(1 + CHILDREN);
    assertThat(growthMebibytes(idle.pssBytes(), touched.pssBytes()))
        .as("growth of PSS in MiB")
        .isCloseTo(MEBIBYTES * CHILDREN + MEBIBYTES, withPercentage(2));
    assertThat(growthMebibytes(idle.ussBytes(), touched.ussBytes()))
        .as("growth of USS in MiB")
        .isCloseTo(MEBIBYTES * CHILDREN, withPercentage(2));
    assertThat(growthMebibytes(idle.rssBytes(), touched.rssBytes()))
        .as("growth of RSS in MiB")
        .isCloseTo(2 * MEBIBYTES * CHILDREN, withPercentage(2));
  }

  private TreeUse useOfFamily(int touchedMiB) throws IOException, InterruptedException {
    Process parent = MemoryFamily.start(CHILDREN, touchedMiB, sharedFile);
    List<ProcessHandle> children = List.of();
    try {
      MemoryFamily.awaitReady(parent);
      children = parent.descendants().toList();
      return new ProcessTree(Procfs.OF_THIS_MACHINE, parent.pid()).use();
    } finally {
      parent.getOutputStream().close();
      assertThat(parent.waitFor()).isZero();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
  }

  private Path folderWithRoom() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
            && Files.getFileStore(memory).getUsableSpace() > 2L * MEBIBYTES * MEBIBYTE
        ? memory
        : temporary;
  }

  private static double growthMebibytes(@Nullable Long before, @Nullable Long after) {
    return (double) (requireNonNull(after) - requireNonNull(before)) / MEBIBYTE;
  }
}
