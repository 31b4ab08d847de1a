package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.task.SerializableCallable;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pools in a JVM that lacks what they need: no temporary folder, no descriptors.
@Timeout(300)
final class HostFaultTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path directory;

  /// What a program printed, once it has ended by itself.
  private static String outputOf(Process process) throws Exception {
    try (InputStream output = process.getInputStream()) {
      process.toHandle().onExit().orTimeout(120, SECONDS).exceptionally(_ -> kill(process)).get();
      String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessHandle kill(Process process) {
    process.destroyForcibly();
    return process.toHandle();
  }

  private static List<String> command(Class<?> main, String... options) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(SMALL);
    words.addAll(List.of(options));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return words;
  }

  private static Process startWithFewDescriptors(Class<?> main, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -n 100; exec \"$@\"", "sh"));
    words.addAll(command(main, options));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  @Test
  void withoutATemporaryFolderEveryTaskFailsAndSaysWhy() throws Exception {
    Path missing = directory.resolve("missing");
    Process host =
        new ProcessBuilder(command(Asking.class, "-Djava.io.tmpdir=" + missing))
            .redirectErrorStream(true)
            .start();
    assertThat(outputOf(host)).contains("WorkerBootException").contains(missing.toString());
  }

  /// Starts a pool, asks it, and prints what comes of that.
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) throws Exception {
      try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
        System.out.println(outcome(pool, () -> "answered"));
      }
    }
  }

  /// The result of a task, or why it has none. A pool that is already broken refuses a task, for
  /// the same cause as it fails those that it had accepted.
  private static String outcome(ProcessPool pool, SerializableCallable<String> task)
      throws Exception {
    try {
      return pool.submit(task).get(60, SECONDS);
    } catch (ExecutionException | RejectedExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }

  private static String halt() {
    Runtime.getRuntime().halt(9);
    return "";
  }

  @Test
  void withoutMemoryForAResultItsTaskFailsAndNoOther() throws Exception {
    Process host = new ProcessBuilder(command(Cramped.class)).redirectErrorStream(true).start();
    assertThat(outputOf(host))
        .containsPattern("too large: .*WorkerDiedException")
        .contains("Caused by: java.lang.OutOfMemoryError")
        .contains("after it: answered");
  }

  /// Asks for results that do not fit into its memory.
  static final class Cramped {
    private Cramped() {}

    public static void main(String[] arguments) throws Exception {
      try (ProcessPool pool =
          ProcessPool.builder()
              .size(1)
              .maxMessageBytes(64 << 20)
              .jvmOptions(List.of("-Xmx200m"))
              .start()) {
        Future<byte[]> tooLarge = pool.submit(() -> new byte[60 * 1024 * 1024]);
        try {
          System.out.println("too large: " + tooLarge.get(60, SECONDS).length);
        } catch (ExecutionException e) {
          System.out.println("too large: " + e.getCause());
          e.printStackTrace(System.out);
        }
        System.out.println("after it: " + outcome(pool, () -> "answered"));
      }
    }
  }

  @Test
  void withoutDescriptorsAWorkerIsNotReplacedAndEveryTaskSaysWhy() throws Exception {
    Process host = startWithFewDescriptors(Exhausted.class);
    assertThat(outputOf(host))
        .contains("before: answered")
        .contains("while it lives: answered")
        .containsPattern("halts: .*WorkerDiedException")
        .containsPattern("after its death: .*WorkerBootException")
        .contains("with descriptors again: answered");
  }

  /// Uses up its descriptors while a pool is at work.
  static final class Exhausted {
    private Exhausted() {}

    public static void main(String[] arguments) throws Exception {
      List<Closeable> open = new ArrayList<>();
      try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
        System.out.println("before: " + outcome(pool, () -> "answered"));
        useUp(open);
        System.out.println("while it lives: " + outcome(pool, () -> "answered"));
        // The JDK kills no process without a descriptor: it looks first whether it is the same one.
        System.out.println("halts: " + outcome(pool, HostFaultTest::halt));
        System.out.println("after its death: " + outcome(pool, () -> "answered"));
      }
      for (Closeable file : open) {
        file.close();
      }
      try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
        System.out.println("with descriptors again: " + outcome(pool, () -> "answered"));
      }
    }

    static void useUp(List<Closeable> open) throws IOException {
      try {
        while (true) {
          open.add(new FileInputStream("/dev/null"));
        }
      } catch (FileNotFoundException e) {
        // As many as there are.
      }
    }
  }

  @Test
  void aRelativeTemporaryFolderServesWorkersInOtherFolders() throws Exception {
    Files.createDirectory(directory.resolve("relative"));
    Files.createDirectory(directory.resolve("elsewhere"));
    Process host =
        new ProcessBuilder(command(Relative.class, "-Djava.io.tmpdir=relative"))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(outputOf(host)).contains("answers: [true]").contains("dump: true");
    assertThat(directory.resolve("relative")).isEmptyDirectory();
    assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
  }

  /// Has a worker in another folder, which creates a temporary file.
  static final class Relative {
    private Relative() {}

    public static void main(String[] arguments) throws Exception {
      try (ProcessPool pool =
          ProcessPool.builder()
              .size(1)
              .jvmOptions(SMALL)
              .workingDirectory(Path.of("elsewhere").toAbsolutePath())
              .start()) {
        System.out.println("answers: " + pool.inEachJvm(Relative::createAndDelete));
        long worker = pool.pids().getFirst();
        System.out.println(
            "dump: " + pool.threadDump(worker, Duration.ofSeconds(60)).contains("main"));
      }
    }

    private static boolean createAndDelete() throws IOException {
      return Files.deleteIfExists(Files.createTempFile("work", ""));
    }
  }

  @Test
  void aWorkerThatCannotBeKilledWithoutDescriptorsIsKilledLater() throws Exception {
    Process host = startWithFewDescriptors(Deaf.class, "-Dfolder=" + directory);
    assertThat(outputOf(host)).contains("lives without descriptors: true").contains("closed");
  }

  /// Has a worker that ignores everything, and no descriptors when it is to be killed.
  static final class Deaf {
    private Deaf() {}

    public static void main(String[] arguments) throws Exception {
      FileLatch began = FileLatch.in(Path.of(System.getProperty("folder")), "began");
      List<Closeable> open = new ArrayList<>();
      ProcessPool pool =
          ProcessPool.builder().size(1).jvmOptions(SMALL).grace(Duration.ofMillis(1)).start();
      Future<?> deaf =
          pool.submit(
              () -> {
                began.open();
                while (true) {
                  Thread.onSpinWait();
                }
              });
      began.awaitFrom(deaf);
      Exhausted.useUp(open);
      pool.shutdownNow();
      boolean terminated = pool.awaitTermination(1, SECONDS);
      System.out.println("lives without descriptors: " + !terminated);
      for (Closeable file : open) {
        file.close();
      }
      pool.close();
      System.out.println("closed");
    }
  }

  @Test
  void withFewDescriptorsThePoolRunsWithTheWorkersThatStart() throws Exception {
    Process host = startWithFewDescriptors(Frugal.class);
    assertThat(outputOf(host))
        .contains("asked: [1")
        .contains("answers: 12 of 12")
        .containsPattern("workers: [123]\\D");
  }

  /// Has descriptors for a few of its workers.
  static final class Frugal {
    private static final int FREE = 30;

    private Frugal() {}

    public static void main(String[] arguments) throws Exception {
      // What the JVM opens once is open by then.
      try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
        System.out.println("before: " + outcome(pool, () -> "answered"));
      }
      List<Closeable> open = new ArrayList<>();
      Exhausted.useUp(open);
      for (Closeable file : open.subList(0, FREE)) {
        file.close();
      }
      try (ProcessPool pool = ProcessPool.builder().size(6).jvmOptions(SMALL).start()) {
        // Waits for workers that boot, and not for those that will not for a while.
        System.out.println("asked: " + pool.inEachJvm(() -> 1));
        int answers = 0;
        for (int i = 0; i < 12; i++) {
          if (outcome(pool, () -> "answered").equals("answered")) {
            answers++;
          }
        }
        System.out.println("answers: " + answers + " of 12");
        System.out.println("workers: " + pool.pids().size());
      }
    }
  }

  @Test
  void aProcessThatDescriptorsDoNotSufficeForLeavesThoseOfTheProgramOpen() throws Exception {
    Process host = startWithFewDescriptors(Tight.class);
    assertThat(outputOf(host))
        .contains("not started with 0 free: java.io.IOException: Too many open files: 0 file")
        .contains("not started with 13 free", "started with 25 free: exit code 0");
  }

  /// Starts a process with no free descriptor, with one, and so on.
  static final class Tight {
    private static final int MOST = 25;

    private Tight() {}

    public static void main(String[] arguments) throws Exception {
      // Both outcomes once, so that their classes are loaded.
      attempt("before");
      List<Closeable> open = new ArrayList<>();
      Exhausted.useUp(open);
      attempt("with 0 free");
      for (int free = 1; free <= MOST; free++) {
        open.removeLast().close();
        attempt("with " + free + " free");
      }
    }

    private static void attempt(String when) throws InterruptedException {
      try {
        Process process = JvmCommand.likeThisOne(Nothing.class).startOnOwnOutput();
        System.out.println("started " + when + ": exit code " + process.waitFor());
      } catch (IOException e) {
        System.out.println("not started " + when + ": " + e);
      }
    }
  }

  /// Ends at once.
  static final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) {}
  }
}
