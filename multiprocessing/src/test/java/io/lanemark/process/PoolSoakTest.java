package io.lanemark.process;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.Signal;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A million tasks while a worker is killed every half second, until enough kills have hit a task
/// that ran. Repeat a run with `-Dlanemark.seed`.
@Tag("soak")
final class PoolSoakTest {
  private static final int TASKS = 1_000_000;
  private static final int MOST_TASKS = 3 * TASKS;
  private static final int KILLS_IN_A_TASK = 500;
  private static final int IN_FLIGHT = 1_000;
  private static final Duration BETWEEN_KILLS = Duration.ofMillis(500);
  private static final int SIGKILL = 9;

  @TempDir Path directory;

  private final long seed = Long.getLong("lanemark.seed", System.nanoTime());
  private final AtomicIntegerArray ends = new AtomicIntegerArray(MOST_TASKS);
  private final AtomicLong failed = new AtomicLong();
  private final Set<Long> serving = ConcurrentHashMap.newKeySet();
  private final Set<Long> killed = ConcurrentHashMap.newKeySet();
  private final Set<ProcessHandle> killedProcesses = ConcurrentHashMap.newKeySet();
  private final Set<Long> killedInATask = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

  /// Which task ran where.
  private record Done(int n, long pid) {}

  /// Counts in a file that it has run, spins, and answers with its number.
  private record Work(int n, int spinNanos) implements SerializableCallable<Done> {
    @Override
    public Done call() {
      Counts.ofThisJvm().increment(n);
      long until = System.nanoTime() + spinNanos;
      while (System.nanoTime() - until < 0) {
        Thread.onSpinWait();
      }
      return new Done(n, ProcessHandle.current().pid());
    }
  }

  /// How often each task has run, in all workers.
  private record Counts(MappedByteBuffer bytes) {
    private static final AtomicReference<@Nullable Counts> OPENED = new AtomicReference<>();

    static Counts ofThisJvm() {
      Counts counts = OPENED.get();
      if (counts == null) {
        counts = open(Path.of(System.getProperty("lanemark.soak.counts")));
        OPENED.set(counts);
      }
      return counts;
    }

    static Counts open(Path file) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return new Counts(channel.map(FileChannel.MapMode.READ_WRITE, 0, MOST_TASKS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void increment(int n) {
      bytes.put(n, (byte) (bytes.get(n) + 1));
    }
  }

  @Test
  @Timeout(value = 40, unit = MINUTES)
  void everyFutureEndsOnceWhoeverIsKilled() throws Exception {
    Path counts = Files.write(directory.resolve("counts"), new byte[MOST_TASKS]);
    long descriptors = descriptors();
    Path sockets = Files.createDirectory(directory.resolve("sockets"));
    String temporary = System.setProperty("java.io.tmpdir", sockets.toString());
    int submitted;
    try {
      submitted = runUnderFire(counts);
    } finally {
      System.setProperty("java.io.tmpdir", temporary);
    }
    System.out.printf(
        Locale.ROOT,
        "soak: seed %d, %,d tasks, %,d failed, %d workers killed, %d of them in a task%n",
        seed,
        submitted,
        failed.get(),
        killed.size(),
        killedInATask.size());
    assertThat(trouble.get()).isNull();
    Counts ran = Counts.open(counts);
    for (int n = 0; n < submitted; n++) {
      assertThat(ends.get(n)).as("ends of task %d", n).isOne();
      assertThat(ran.bytes().get(n)).as("runs of task %d", n).isBetween((byte) 0, (byte) 1);
    }
    assertThat(killedInATask).hasSizeGreaterThanOrEqualTo(KILLS_IN_A_TASK);
    assertThat(sockets).isEmptyDirectory();
    assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 2);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("process-pool-"));
    // Not looked for by their ids, which the system has given to others since.
    assertThat(killedProcesses).noneMatch(ProcessHandle::isAlive);
  }

  private int runUnderFire(Path counts) throws Exception {
    Random random = new Random(seed);
    Semaphore room = new Semaphore(IN_FLIGHT);
    Phaser open = new Phaser(1);
    int n = 0;
    try (ProcessPool pool =
        ProcessPool.builder()
            .size(2)
            .register(Work.class, Done.class)
            .jvmOptions(
                List.of(
                    "-Xmx48m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlanemark.soak.counts=" + counts))
            .start()) {
      Thread killer = Thread.ofPlatform().daemon().start(() -> killEveryNowAndThen(pool));
      while (n < MOST_TASKS && (n < TASKS || killedInATask.size() < KILLS_IN_A_TASK)) {
        room.acquire();
        open.register();
        int task = n++;
        TaskFuture<Done> future =
            pool.submit(new Work(task, random.nextInt(10) == 0 ? 2_000_000 : 300_000));
        future.whenComplete(
            (result, failure) -> {
              ended(task, result, failure);
              room.release();
              open.arriveAndDeregister();
            });
      }
      killer.interrupt();
      killer.join();
      open.arriveAndAwaitAdvance();
      assertThat(pool.submit(() -> 1).get(60, SECONDS)).isOne();
    }
    return n;
  }

  private void killEveryNowAndThen(ProcessPool pool) {
    Random random = new Random(seed + 1);
    try {
      while (true) {
        Thread.sleep(BETWEEN_KILLS);
        // One that boots has no task to lose, and is not to be kept from getting there.
        List<Long> pids = pool.pids().stream().filter(serving::contains).toList();
        if (!pids.isEmpty()) {
          long pid = pids.get(random.nextInt(pids.size()));
          killed.add(pid);
          Optional<ProcessHandle> worker = ProcessHandle.of(pid);
          if (worker.isPresent()) {
            killedProcesses.add(worker.get());
            Signal.KILL.sendTo(worker.get());
          }
        }
      }
    } catch (InterruptedException e) {
      // Enough.
    } catch (IOException e) {
      trouble.compareAndSet(null, "no worker can be killed: " + e);
    }
  }

  private void ended(int task, @Nullable Done result, @Nullable Throwable failure) {
    ends.incrementAndGet(task);
    if (failure == null) {
      if (result != null && result.n() == task) {
        serving.add(result.pid());
      } else {
        trouble.compareAndSet(null, String.format(Locale.ROOT, "task %d gave %s", task, result));
      }
    } else if (failure instanceof WorkerDiedException death
        && killed.contains(death.pid())
        && death.signal().orElse(0) == SIGKILL
        && death.mayHaveRun()) {
      failed.incrementAndGet();
      killedInATask.add(death.pid());
    } else {
      trouble.compareAndSet(
          null, String.format(Locale.ROOT, "task %d failed with %s", task, failure));
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
