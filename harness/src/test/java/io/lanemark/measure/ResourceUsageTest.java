package io.lanemark.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanemark.process.procfs.ProcessStat;
import io.lanemark.process.procfs.Procfs;
import io.lanemark.task.SerializableCallable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ResourceUsageTest {

  private static final long TICK_NANOS = 10_000_000;
  private static final long WAIT_NANOS = 1_000_000;

  @Test
  void agreesWithTheProcFileSystem() {
    Procfs procfs = Procfs.OF_THIS_MACHINE;
    assumeTrue(procfs.exists(), "this system has no /proc");
    long pid = ProcessHandle.current().pid();

    ProcessStat before = requireNonNull(procfs.stat(pid));
    ResourceUsage usage = ResourceUsage.ofThisJvm();
    ProcessStat after = requireNonNull(procfs.stat(pid));

    assertThat(usage.pid()).isEqualTo(pid);
    assertThat(usage.cpuUserNanos())
        .isBetween(before.userNanos() - TICK_NANOS, after.userNanos() + 2 * TICK_NANOS);
    assertThat(usage.cpuSystemNanos())
        .isBetween(before.systemNanos() - TICK_NANOS, after.systemNanos() + 2 * TICK_NANOS);
  }

  @Test
  void countsSwitchesOfThreadsThatHaveEnded() throws Exception {
    Path status = Path.of("/proc/thread-self/status");
    assumeTrue(Files.exists(status), "this system does not count the switches of a thread");
    ResourceUsage before = ResourceUsage.ofThisJvm();
    assumeTrue(before.voluntarySwitches() != null, "this system has no getrusage");
    long switches = 20;
    FutureTask<Long> waiting = new FutureTask<>(() -> waitUntilSwitched(status, switches));
    Thread.ofPlatform().start(waiting).join();

    // More of them than processors: each has to make way for others, again and again.
    List<FutureTask<Long>> spinning = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      FutureTask<Long> task = new FutureTask<>(() -> spinUntilSwitched(status, switches));
      spinning.add(task);
      Thread.ofPlatform().start(task);
    }
    long involuntary = 0;
    for (FutureTask<Long> task : spinning) {
      involuntary += task.get();
    }

    ResourceUsage used = ResourceUsage.ofThisJvm().since(before);

    assertThat(used.voluntarySwitches()).isGreaterThanOrEqualTo(waiting.get());
    assertThat(used.involuntarySwitches()).isGreaterThanOrEqualTo(involuntary);
  }

  private static long waitUntilSwitched(Path status, long times) throws IOException {
    long counted = 0;
    while (counted < times) {
      LockSupport.parkNanos(WAIT_NANOS);
      counted = switches(status, "voluntary_ctxt_switches:");
    }
    return counted;
  }

  private static long spinUntilSwitched(Path status, long times) throws IOException {
    long counted = 0;
    while (counted < times) {
      counted = switches(status, "nonvoluntary_ctxt_switches:");
    }
    return counted;
  }

  /// Of the thread that asks.
  private static long switches(Path status, String field) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.substring(field.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theQuestionAndTheAnswerCrossToAnotherJvm() throws Exception {
    SerializableCallable<ResourceUsage> probe = ResourceUsage::ofThisJvm;

    ResourceUsage usage = copied(copied(probe).call());

    assertThat(usage.pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void usageIsTheDifferenceOfTheJvmsThatLiveNow() {
    JvmUsages earlier = JvmUsages.of(List.of(usage(2, 100), usage(3, 5_000)), usage(1, 1_000));
    JvmUsages later = JvmUsages.of(List.of(usage(2, 150), usage(4, 7)), usage(1, 1_300));

    assertThat(later.since(earlier).cpuUserNanos()).isEqualTo(50 + 7 + 300);
  }

  @Test
  void aJvmThatIsItsOwnWorkerCountsOnce() {
    JvmUsages earlier = JvmUsages.of(List.of(usage(1, 90)), usage(1, 100));
    JvmUsages later = JvmUsages.of(List.of(usage(1, 170)), usage(1, 160));

    assertThat(later.since(earlier).voluntarySwitches()).isEqualTo(60);
  }

  @Test
  void aFigureIsAbsentUnlessEveryJvmTells() {
    JvmUsages earlier = JvmUsages.of(List.of(ResourceUsage.unknown(2)), usage(1, 100));
    JvmUsages later = JvmUsages.of(List.of(ResourceUsage.unknown(2)), usage(1, 160));

    assertThat(later.since(earlier).cpuUserNanos()).isNull();
  }

  private static ResourceUsage usage(long pid, long figure) {
    return new ResourceUsage(pid, figure, figure, figure, figure);
  }

  @SuppressWarnings("unchecked")
  private static <T> T copied(T original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
