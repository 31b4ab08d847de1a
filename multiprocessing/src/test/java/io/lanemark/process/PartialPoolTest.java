package io.lanemark.process;

import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.multiprocessing.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A machine on which only some of the workers can start: as many as there are places.
@Timeout(300)
final class PartialPoolTest {
  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  private ProcessPool start(int workers) throws IOException {
    return start(small(workers));
  }

  private ProcessPool start(ProcessPoolBuilder plan) throws IOException {
    Path home =
        FakeJdk.in(
            directory,
            """
            for place in '%s'/place-*; do
              mkdir "$place/taken" 2>/dev/null && exec "$REAL" "$@"
            done
            echo 'no place' >&2
            exit 1
            """
                .formatted(directory));
    return pools.start(
        plan.jvm(FakeJdk.settings(home))
            .aotCache(AotCacheUse.OFF)
            .output(new WorkerOutput.ToConsumer(line -> said.add(line.text()))));
  }

  private void addPlace(int number) throws IOException {
    Files.createDirectory(directory.resolve("place-" + number));
  }

  /// Waits until each place without a worker has given up for a while.
  private void awaitPauses(int number) {
    while (said.stream().filter(line -> line.contains("runs without this worker")).count()
        < number) {
      Thread.onSpinWait();
    }
  }

  @Test
  void runsWithTheWorkersThatStart() throws Exception {
    addPlace(1);
    ProcessPool pool = start(3);
    awaitPauses(2);
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int n = i;
      futures.add(pool.submit(() -> n));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(futures.get(i).get(60, SECONDS)).isEqualTo(i);
    }
    assertThat(pool.pids()).hasSize(1);
    assertThat(said)
        .anyMatch(
            line ->
                line.matches(
                    "process-pool-\\d+ runs without this worker and tries again in \\d+ s: "
                        + "worker-\\d \\(pid \\d+\\) did not boot and ended with exit code 1.*"));
    pool.shutdown();
    assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
  }

  @Test
  void isBrokenIfAllMustStart() throws Exception {
    addPlace(1);
    ProcessPool pool = start(small(3).partial(false));

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(
            () -> {
              while (true) {
                assertBootFailure(pool.submit(() -> 1));
              }
            })
        .withMessageContaining("the pool is broken: worker-")
        .withCauseInstanceOf(WorkerBootException.class);
  }

  /// Only then it does not answer.
  private static void assertBootFailure(Future<Integer> task) throws Exception {
    try {
      assertThat(task.get(60, SECONDS)).isEqualTo(1);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(WorkerBootException.class);
    }
  }

  @Test
  void isAskedWithoutWaitingForWorkersThatDoNotStart() throws Exception {
    addPlace(1);
    ProcessPool pool = start(2);
    awaitPauses(1);
    assertThat(pool.inEachJvm(() -> 1)).containsExactly(1);
  }

  @Test
  void startsTheOthersLater() throws Exception {
    addPlace(1);
    ProcessPool pool = start(2);
    awaitPauses(1);
    addPlace(2);
    while (pool.stats().workersReady() < 2) {
      assertServes(pool);
    }
    assertThat(pool.inEachJvm(() -> 1)).containsExactly(1, 1);
  }

  @Test
  void isBrokenOnceTheLastWorkerDiesAndNoneStarts() throws Exception {
    addPlace(1);
    ProcessPool pool = start(2);
    awaitPauses(1);
    assertServes(pool);
    Signal.KILL.sendTo(pool.pids().getFirst());
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(
            () -> {
              while (true) {
                pool.submit(() -> 1).get(60, SECONDS);
              }
            })
        .withCauseInstanceOf(WorkerBootException.class)
        .withMessageContaining("no place");
  }
}
