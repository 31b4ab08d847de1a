package io.lanemark.process.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class AotCacheFolderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final AotCacheKey KEY = new AotCacheKey("some.aot");

  @TempDir Path temporary;

  private AotCacheFolder folder() {
    return new AotCacheFolder(temporary.resolve("deep").resolve("caches"));
  }

  private static void write(Path draft) throws IOException {
    Files.writeString(draft, "a cache");
    Files.writeString(draft.resolveSibling(draft.getFileName() + ".config"), "left behind");
  }

  @Test
  void isMadeForItsUserOnlyAndHoldsWhatIsWhole() throws Exception {
    assertThat(folder().find(KEY)).isEmpty();
    Path cache = folder().make(KEY, LONG, AotCacheFolderTest::write);
    assertThat(folder().find(KEY)).hasValue(cache);
    assertThat(cache).hasContent("a cache");
    assertThat(folder().path().toFile().list()).containsExactlyInAnyOrder("lock", "some.aot");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().path())))
        .isEqualTo("rwx------");
  }

  @Test
  void manyWhoWantTheSameMakeItOnce() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Callable<Path> task =
        () ->
            folder()
                .make(
                    KEY,
                    LONG,
                    draft -> {
                      made.incrementAndGet();
                      write(draft);
                    });
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Path> path : threads.invokeAll(List.of(task, task, task, task))) {
        assertThat(path.get()).exists();
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void withoutAHomeFolderThereIsNoneAndNothingIsCreated() {
    AotCacheFolder nowhere = AotCacheFolder.ofUser(Map.of(), "?");
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(() -> nowhere.find(KEY))
        .satisfies(e -> assertThat(e.reason()).contains("no home folder", "XDG_CACHE_HOME"));
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(() -> nowhere.make(KEY, LONG, AotCacheFolderTest::write));
    assertThat(Path.of("?")).doesNotExist();
    assertThat(AotCacheFolder.ofUser(Map.of("XDG_CACHE_HOME", "/caches"), "?").path())
        .isEqualTo(Path.of("/caches/lanemark/aot"));
    assertThat(AotCacheFolder.ofUser(Map.of("XDG_CACHE_HOME", "relative"), "/home/somebody").path())
        .isEqualTo(Path.of("/home/somebody/.cache/lanemark/aot"));
  }

  @Test
  void oneThatCannotBeMadeLeavesNothing() {
    assertThatExceptionOfType(NoAotCacheException.class)
        .isThrownBy(
            () ->
                folder()
                    .make(
                        KEY,
                        LONG,
                        draft -> {
                          write(draft);
                          throw new IOException("disk full");
                        }))
        .withMessageContaining("disk full");
    assertThat(folder().path().toFile().list()).containsExactly("lock");
  }

  @Test
  void oneThatTheJvmRefusesIsNotMadeAgain() {
    for (int i = 0; i < 2; i++) {
      boolean first = i == 0;
      assertThatExceptionOfType(NoAotCacheException.class)
          .isThrownBy(
              () ->
                  folder()
                      .make(
                          KEY,
                          LONG,
                          _ -> {
                            assertThat(first).isTrue();
                            throw new AotCacheFolder.RefusedException("no", new IOException());
                          }))
          .withMessage("no");
    }
  }

  @Test
  void theOldestGo() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      AotCacheKey key = new AotCacheKey(i + ".aot");
      Path cache = folder().make(key, LONG, AotCacheFolderTest::write);
      Files.setLastModifiedTime(cache, FileTime.from(Instant.EPOCH.plusSeconds(i)));
      names.add(key.fileName());
      if (i == 8) {
        folder().find(new AotCacheKey("1.aot"));
      }
    }
    names.removeAll(List.of("0.aot", "2.aot"));
    names.add("lock");
    assertThat(folder().path().toFile().list()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void anotherProcessIsWaitedForButNotForEver() throws Exception {
    Files.createDirectories(folder().path());
    Files.setPosixFilePermissions(folder().path(), PosixFilePermissions.fromString("rwx------"));
    Path lock = folder().path().resolve("lock");
    Process holder = JvmCommand.likeThisOne(Holder.class, lock.toString()).start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("locked");
      assertThatExceptionOfType(NoAotCacheException.class)
          .isThrownBy(() -> folder().make(KEY, Duration.ofMillis(50), AotCacheFolderTest::write))
          .withMessageContaining("another process");
      holder.getOutputStream().close();
      assertThat(folder().make(KEY, LONG, AotCacheFolderTest::write)).exists();
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  /// Runs in a JVM of its own.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (FileChannel file =
              FileChannel.open(
                  Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        System.out.println(lock.isValid() ? "locked" : "not locked");
        while (System.in.read() >= 0) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
