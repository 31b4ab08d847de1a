package io.lanemark.process;

import static io.lanemark.process.OpenedPools.SMALL;
import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static io.lanemark.process.PoolAssertions.deathOf;
import static io.lanemark.process.PoolAssertions.lastWordsOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.multiprocessing.Signal;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A worker that dies fails its task and no other, and says what it died of; what does not end a
/// worker leaves it where it is.
@Timeout(300)
final class WorkerDeathTest {
  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatExitsFailsWithPidAndExitCode(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    WorkerDiedException death = deathOf(pool.submit(new Exit(7)));
    assertThat(death.pid()).isEqualTo(pid);
    assertThat(death.exitCode()).isEqualTo(7);
    assertThat(death.signal()).isEmpty();
    assertThat(death.task()).isEqualTo("Exit[code=7]");
    assertThat(lastWordsOf(death)).isEqualTo("goodbye");
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isNotEqualTo(pid);
  }

  @ParameterizedTest
  @ValueSource(ints = {137, 143})
  void anExitThatLooksLikeASignalIsToldFromOne(int code) throws Exception {
    ProcessPool pool = pools.start(small(1));
    WorkerDiedException exit = deathOf(pool.submit(new Exit(code)));
    assertThat(exit.exitCode()).isEqualTo(code);
    assertThat(exit.signal()).isEmpty();
    assertThat(exit.mayHaveRun()).isTrue();
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatHaltsFails(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    Future<?> halting =
        pool.submit(
            () -> {
              Runtime.getRuntime().halt(0);
              return null;
            });
    assertThat(deathOf(halting).exitCode()).isZero();
    assertServes(pool);
  }

  @Test
  void aKilledWorkerFailsItsTaskAndNoOther() throws Exception {
    ProcessPool pool = pools.start(small(2));
    FileLatch began = latch("began");
    FileLatch other = latch("other");
    FileLatch go = latch("go");
    FileLatch never = latch("never");
    Future<?> victim = pool.submit(() -> never.awaitAfter(began));
    Future<String> survivor = pool.submit(() -> go.awaitAfter(other));
    Future<Integer> queued = pool.submit(() -> 3);
    long pid = Long.parseLong(began.awaitFrom(victim));
    other.awaitFrom(survivor);
    Signal.KILL.sendTo(pid);
    WorkerDiedException death = deathOf(victim);
    assertThat(death.pid()).isEqualTo(pid);
    assertThat(death.signal()).hasValue(9);
    assertThat(queued.get()).isEqualTo(3);
    go.open("gone");
    assertThat(survivor.get()).isEqualTo("gone");
    assertThat(pool.inEachJvm(() -> ProcessHandle.current().pid())).hasSize(2);
  }

  @Test
  void aWorkerThatIsTerminatedFailsItsTaskWithTheSignal() throws Exception {
    ProcessPool pool = pools.start(small(1));
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    Future<?> victim = pool.submit(() -> never.awaitAfter(began));
    Signal.TERM.sendTo(Long.parseLong(began.awaitFrom(victim)));
    WorkerDiedException death = deathOf(victim);
    assertThat(death.exitCode()).isEqualTo(143);
    assertThat(death.signal()).hasValue(15);
  }

  @Test
  void anIdleWorkerThatIsKilledCostsNoTask() throws Exception {
    ProcessPool pool = pools.start(small(1));
    for (int i = 0; i < 5; i++) {
      long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      Signal.KILL.sendTo(worker);
      worker.onExit().get();
      assertServes(pool);
    }
  }

  @Test
  void outOfMemoryEndsTheWorkerWhereTheJvmIsToldSo() throws Exception {
    List<String> options = new ArrayList<>(SMALL);
    options.add("-XX:+ExitOnOutOfMemoryError");
    ProcessPool pool = pools.start(small(1).jvmOptions(options));
    WorkerDiedException death = deathOf(pool.submit(WorkerDeathTest::hoard));
    assertThat(death.exitCode()).isEqualTo(3);
    assertThat(death.outOfMemory()).isTrue();
    assertServes(pool);
  }

  private static int hoard() {
    List<byte[]> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      hoard.add(new byte[1 << 20]);
    }
    return hoard.size();
  }

  @Test
  void aTaskWithoutATextIsToldByItsClass() throws Exception {
    ProcessPool pool = pools.start(small(1));
    assertThat(deathOf(pool.submit(new Unspeakable())).task())
        .isEqualTo(Unspeakable.class.getName());
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskMayInterruptEveryThreadOfItsWorker(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    pool.submit(
            () -> {
              Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
              return 1;
            })
        .get();
    assertThat(pool.inEachJvm(() -> ProcessHandle.current().pid())).containsExactly(pid);
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @Test
  void anInterruptedSubmitterHarmsNobody() throws Exception {
    ProcessPool pool = pools.start(small(1));
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    byte[] large = new byte[8 * 1024 * 1024];
    Thread.currentThread().interrupt();
    Future<Integer> future = pool.submit(() -> large.length);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(future.get()).isEqualTo(large.length);
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @Test
  void aCallbackThatInterruptsItsThreadCostsNoWorker() throws Exception {
    ProcessPool pool = pools.start(small(1).bootAttempts(1));
    FileLatch go = latch("go");
    TaskFuture<Integer> dying = pool.submit(() -> exitAfter(go));
    CountDownLatch called = new CountDownLatch(1);
    dying.whenComplete(
        (_, _) -> {
          Thread.currentThread().interrupt();
          called.countDown();
        });
    go.open();
    // not dying.get(): a thread that waits there may be the one that runs the callback
    assertThat(called.await(60, SECONDS)).isTrue();
    assertServes(pool);
    deathOf(dying);
  }

  private static int exitAfter(FileLatch go) throws InterruptedException {
    go.await();
    System.exit(1);
    return 1;
  }

  private record Exit(int code) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      System.err.println("goodbye");
      System.exit(code);
      return code;
    }
  }

  private record Unspeakable() implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      Runtime.getRuntime().halt(9);
      return 1;
    }

    @Override
    public String toString() {
      throw new Speechless();
    }
  }
}
