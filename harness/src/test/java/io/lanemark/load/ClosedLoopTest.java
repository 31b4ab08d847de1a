package io.lanemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.measure.LatencyRecorder;
import io.lanemark.multiprocessing.Context;
import io.lanemark.task.TaskExecutor;
import io.lanemark.task.WorkerIdentity;
import io.lanemark.workload.Workload;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

  private static final int IN_FLIGHT = 4;

  private final LatencyRecorder recorder = new LatencyRecorder();

  @BeforeEach
  void initializeThisJvm() {
    new TaskJvm(IN_FLIGHT, Map.of()).initialize(new WorkerIdentity("test", 0, 1));
  }

  @Test
  void keepsTheTasksInFlightAndCountsEachCompletionOnce() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Workload<Integer> counting = _ -> 1 + 0 * runs.incrementAndGet();
    try (TaskExecutor executor = Context.platformThreads().newExecutor(2)) {
      ClosedLoop loop = new ClosedLoop(executor, counting, 1, IN_FLIGHT, recorder);
      loop.admit();
      loop.settle(Duration.ZERO);
      loop.beginWindow();
      for (int i = 0; i < 100; i++) {
        loop.next();
      }
      ClosedLoop.Window window = loop.endWindow();
      loop.drain();

      assertThat(window.completions()).isEqualTo(100);
      assertThat(recorder.count()).isEqualTo(100);
      // K admitted, one more for each completion that was taken.
      assertThat(runs).hasValue(IN_FLIGHT + 2 * IN_FLIGHT + 100);
    }
  }

  @Test
  void timeInFlightAddsUpToTheWindowTimesK() throws Exception {
    Workload<String> sleeping =
        _ -> {
          Thread.sleep(5);
          return "slept";
        };
    try (TaskExecutor executor = Context.virtualThreads().newExecutor(IN_FLIGHT)) {
      ClosedLoop loop = new ClosedLoop(executor, sleeping, "slept", IN_FLIGHT, recorder);
      loop.admit();
      loop.beginWindow();
      for (int i = 0; i < 40; i++) {
        loop.next();
      }
      ClosedLoop.Window window = loop.endWindow();
      loop.drain();

      double inFlight = (double) window.residenceNanos() / window.windowNanos();
      assertThat(inFlight).isBetween(0.998 * IN_FLIGHT, 1.002 * IN_FLIGHT);
    }
  }

  @Test
  void aResultThatDiffersIsNamed() throws Exception {
    AtomicInteger next = new AtomicInteger(1);
    Workload<Integer> differing = _ -> next.getAndIncrement();
    try (TaskExecutor executor = Context.platformThreads().newExecutor(1)) {
      ClosedLoop loop = new ClosedLoop(executor, differing, 0, 1, recorder);
      loop.admit();

      assertThatThrownBy(loop::next)
          .isInstanceOf(WrongResultException.class)
          .hasMessage("a task in JVM 0 returned 1, but the calling thread got 0");
    }
  }

  @Test
  void aTaskThatFailsIsACause() throws Exception {
    Workload<Serializable> failing =
        _ -> {
          throw new IllegalStateException("no more");
        };
    try (TaskExecutor executor = Context.platformThreads().newExecutor(1)) {
      ClosedLoop loop = new ClosedLoop(executor, failing, 1, 1, recorder);
      loop.admit();

      assertThatThrownBy(loop::next)
          .isInstanceOf(ExecutionException.class)
          .rootCause()
          .isInstanceOf(WorkloadException.class)
          .hasMessageStartingWith(
              "threw java.lang.IllegalStateException: no more at io.lanemark.load.ClosedLoopTest");
    }
  }
}
