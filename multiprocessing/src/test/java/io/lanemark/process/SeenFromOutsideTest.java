package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.process.worker.WorkerMain;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What can be seen of workers and tasks by those who do not run them.
@Timeout(300)
final class SeenFromOutsideTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void workersAreListedByTheirNames() throws Exception {
    try (ProcessPool pool = ProcessPool.builder().size(2).jvmOptions(SMALL).start()) {
      List<Long> pids = pool.inEachJvm(() -> ProcessHandle.current().pid());
      assertThat(jcmd("-l"))
          .contains(
              String.format(
                  Locale.ROOT, "%d %s worker-1", pids.getFirst(), WorkerMain.class.getName()),
              String.format(
                  Locale.ROOT, "%d %s worker-2", pids.getLast(), WorkerMain.class.getName()));
    }
  }

  @Test
  void workersMapTheirClassesAtOneAddressUnlessToldOtherwise() throws Exception {
    assertThat(archiveRelocationMode(SMALL)).isEqualTo("0");
    assertThat(archiveRelocationMode(List.of("-Xmx48m", "-XX:ArchiveRelocationMode=1")))
        .isEqualTo("1");
  }

  private static String archiveRelocationMode(List<String> jvmOptions) throws Exception {
    try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(jvmOptions).start()) {
      return pool.submit(
              () ->
                  ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                      .getVMOption("ArchiveRelocationMode")
                      .getValue())
          .get();
    }
  }

  @Test
  void workersNeedNotLookForTheSocketsOfTheirParent() throws Exception {
    String property = SelectorProvider.class.getName();
    try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
      assertThat(pool.submit(() -> System.getProperty(property)).get())
          .isEqualTo(SelectorProvider.provider().getClass().getName());
    }
  }

  @Test
  void threadsOfAWorkerAreToldWhileItsTaskRuns() throws Exception {
    FileLatch began = FileLatch.in(directory, "began");
    FileLatch go = FileLatch.in(directory, "go");
    try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
      Future<String> task = pool.submit(() -> waitAfter(began, go));
      began.awaitFrom(task);
      long pid = pool.pids().getFirst();
      assertThat(pool.threadDump(pid, LIMIT)).contains("\"main\"", "waitAfter", "parent-watch");
      go.open("gone");
      assertThat(task.get()).isEqualTo("gone");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pool.threadDump(1, LIMIT))
          .withMessageContaining(String.format(Locale.ROOT, "[%d]: 1", pid));
    }
  }

  @Test
  void virtualThreadsOfAWorkerAreToldToo() throws Exception {
    FileLatch began = FileLatch.in(directory, "began");
    FileLatch go = FileLatch.in(directory, "go");
    try (ProcessPool pool =
        ProcessPool.builder().size(1).virtualThreads(2).jvmOptions(SMALL).start()) {
      Future<String> task = pool.submit(() -> waitAfter(began, go));
      began.awaitFrom(task);
      assertThat(pool.threadDump(pool.pids().getFirst(), LIMIT)).contains("task-1", "waitAfter");
      go.open("gone");
      assertThat(task.get()).isEqualTo("gone");
    }
  }

  private static String waitAfter(FileLatch began, FileLatch go) throws InterruptedException {
    began.open();
    return go.await();
  }

  @Test
  void tasksAndWorkersAreCountedAndRecorded() throws Exception {
    try (Recording recording =
        startRecording("io.lanemark.Task", "io.lanemark.WorkerStart", "io.lanemark.WorkerDeath")) {
      PoolStats stats = completeFailCancelAndDie();
      assertThat(stats.tasksCompleted()).isEqualTo(1);
      assertThat(stats.tasksFailed()).isEqualTo(2);
      assertThat(stats.tasksCancelled()).isEqualTo(1);
      assertThat(stats.tasksQueued() + stats.tasksAssigned()).isZero();
      assertThat(stats.workersDied()).isEqualTo(1);
      assertThat(stats.workersRecycled()).isZero();
      assertThat(stats.workersReady()).isLessThanOrEqualTo(stats.workersStarted());
      recording.stop();
      Path file = directory.resolve("recording.jfr");
      recording.dump(file);
      Map<String, Long> events =
          RecordingFile.readAllEvents(file).stream()
              .filter(event -> event.getEventType().getName().startsWith("io.lanemark."))
              .collect(
                  Collectors.groupingBy(
                      event ->
                          event.hasField("outcome")
                              ? event.getString("outcome")
                              : event.getEventType().getName(),
                      Collectors.counting()));
      assertThat(events)
          .containsEntry("TASK_COMPLETED", 1L)
          .containsEntry("TASK_FAILED", 2L)
          .containsEntry("TASK_CANCELLED", 1L)
          .containsEntry("io.lanemark.WorkerStart", stats.workersReady())
          .containsEntry("io.lanemark.WorkerDeath", 1L);
    }
  }

  private static Recording startRecording(String... events) {
    Recording recording = new Recording();
    for (String event : events) {
      recording.enable(event);
    }
    recording.start();
    return recording;
  }

  private static List<RecordedEvent> events(Path file, String name) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(name))
        .toList();
  }

  private PoolStats completeFailCancelAndDie() throws Exception {
    FileLatch began = FileLatch.in(directory, "began");
    FileLatch never = FileLatch.in(directory, "never");
    try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start()) {
      assertThat(pool.submit(() -> 1).get()).isEqualTo(1);
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(pool.submit(() -> Integer.parseInt("x"))::get);
      Future<String> cancelled = pool.submit(() -> waitAfter(began, never));
      began.awaitFrom(cancelled);
      assertThat(pool.stats().tasksAssigned()).isEqualTo(1);
      assertThat(pool.stats().workersAlive()).isEqualTo(1);
      assertThat(cancelled.cancel(true)).isTrue();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(pool.submit(SeenFromOutsideTest::halt)::get);
      pool.shutdown();
      assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
      return pool.stats();
    }
  }

  private static int halt() {
    Runtime.getRuntime().halt(9);
    return 0;
  }

  @Test
  void workersThatHaveServedForLongEnoughAreCountedAndRecordedAsRecycled() throws Exception {
    Path file = directory.resolve("recycling.jfr");
    try (Recording recording = startRecording("io.lanemark.WorkerRecycling");
        ProcessPool pool =
            ProcessPool.builder().size(1).recycleAfterTasks(1).jvmOptions(SMALL).start()) {
      assertThat(pool.submit(() -> 1).get()).isEqualTo(1);
      assertThat(pool.submit(() -> 2).get()).isEqualTo(2);
      assertThat(pool.stats().workersRecycled()).isPositive();
      assertThat(pool.stats().workersDied()).isZero();
      recording.dump(file);
    }
    assertThat(events(file, "io.lanemark.WorkerRecycling"))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.getString("worker")).isEqualTo("worker-1");
              assertThat(event.getLong("pid")).isPositive();
              assertThat(event.getInt("tasksServed")).isOne();
            });
  }

  @Test
  void workersThatDoNotBootAreRecorded() throws Exception {
    Path file = directory.resolve("boot.jfr");
    try (Recording recording = startRecording("io.lanemark.WorkerBootFailure");
        ProcessPool pool =
            ProcessPool.builder().size(1).jvmOptions(List.of("-XX:NoSuchOption")).start()) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.submit(() -> 1).get(60, SECONDS));
      recording.dump(file);
    }
    assertThat(events(file, "io.lanemark.WorkerBootFailure"))
        .hasSize(3)
        .allSatisfy(event -> assertThat(event.getString("reason")).contains("NoSuchOption"));
  }

  private static List<String> jcmd(String argument) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), argument)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = process.inputReader()) {
      return lines.lines().toList();
    } finally {
      process.waitFor();
    }
  }
}
