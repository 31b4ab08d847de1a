package io.lanemark.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  @TempDir Path folder;

  @Test
  void deletesAllThatIsInItAndNothingElse() throws IOException {
    Path kept = Files.createFile(folder.resolve("kept"));
    Path tree = Files.createDirectories(folder.resolve("tree/branch"));
    Files.writeString(tree.resolve("leaf"), "text");
    Files.createSymbolicLink(tree.resolve("link"), folder);

    new FileTree(folder.resolve("tree")).delete();
    new FileTree(folder.resolve("nowhere")).delete();

    assertThat(folder).isDirectoryContaining(kept::equals);
    assertThat(folder.resolve("tree")).doesNotExist();
  }

  /// Writers that stop once the folder is gone, and a second deleter.
  @Test
  void outrunsThoseWhoStillWrite() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    CountDownLatch written = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      Callable<Void> writing =
          () -> {
            try {
              for (int i = 0; i < 10_000 && Files.exists(tree); i++) {
                write(tree);
                written.countDown();
              }
              return null;
            } finally {
              // One that has failed says so below, and not by keeping everybody waiting.
              written.countDown();
              written.countDown();
            }
          };
      Future<Void> first = threads.submit(writing);
      Future<Void> second = threads.submit(writing);
      written.await();
      Callable<Void> deleting =
          () -> {
            new FileTree(tree).delete();
            return null;
          };
      Future<Void> other = threads.submit(deleting);
      deleting.call();
      other.get();
      first.get();
      second.get();
    }
    assertThat(tree).doesNotExist();
  }

  private static void write(Path tree) {
    try {
      Files.createTempFile(tree, "file", "");
    } catch (IOException e) {
      assertThat(tree).doesNotExist();
    }
  }
}
