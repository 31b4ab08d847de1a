package io.lanemark.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanemark.process.procfs.Procfs;
import io.lanemark.results.TreeFigures;
import io.lanemark.task.AbstractTaskExecutor;
import io.lanemark.task.LocalTask;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeWindowTest {

  private static final long USED_NANOS = 50_000_000;

  @Test
  void differencesAreOfTheWindowAloneAndMemoryIsOfItsEnd() throws Exception {
    assumeTrue(Procfs.OF_THIS_MACHINE.exists(), "this system has no /proc");
    try (Here executor = new Here()) {
      long stealBefore = requireNonNull(Procfs.OF_THIS_MACHINE.stealNanos());
      ResourceUsage before = useCpu();
      TreeWindow window = TreeWindow.begin(executor, List.of(ProcessHandle.current().pid()));
      ResourceUsage begun = ResourceUsage.ofThisJvm();
      ResourceUsage ending = useCpu();
      TreeFigures figures = window.end();
      ResourceUsage after = useCpu();

      ResourceUsage inside = ending.since(begun);
      ResourceUsage around = after.since(before);
      assertThat(figures.cpu().cpuUserNanos())
          .isBetween(inside.cpuUserNanos(), around.cpuUserNanos());
      assertThat(figures.cpu().cpuSystemNanos())
          .isBetween(inside.cpuSystemNanos(), around.cpuSystemNanos());
      assertThat(figures.cpu().voluntarySwitches())
          .isBetween(inside.voluntarySwitches(), around.voluntarySwitches());
      assertThat(figures.cpu().involuntarySwitches())
          .isBetween(inside.involuntarySwitches(), around.involuntarySwitches());
      assertThat(figures.jvms()).isPositive();
      assertThat(figures.threads()).isGreaterThan(1);
      assertThat(figures.memory().rssBytes()).isPositive();
      assertThat(figures.backendCpuNanos()).isPositive();
      assertThat(figures.interference().stealNanos())
          .isBetween(0L, requireNonNull(Procfs.OF_THIS_MACHINE.stealNanos()) - stealBefore);
      assertThat(executor.probes).isEqualTo(2);
    }
  }

  /// Uses several ticks of the processor, however busy the machine is.
  private static ResourceUsage useCpu() {
    ResourceUsage begin = ResourceUsage.ofThisJvm();
    ResourceUsage now = begin;
    while (requireNonNull(now.since(begin).cpuUserNanos()) < USED_NANOS) {
      now = ResourceUsage.ofThisJvm();
    }
    return now;
  }

  /// Runs tasks in the calling thread.
  private static final class Here extends AbstractTaskExecutor {
    private boolean shutDown;
    private int probes;

    @Override
    protected <V extends @Nullable Object> TaskFuture<V> start(Callable<V> body) {
      LocalTask<V> task = new LocalTask<>(body);
      task.run();
      return task;
    }

    @Override
    public int workers() {
      return 1;
    }

    @Override
    public boolean runsInCaller() {
      return true;
    }

    @Override
    public <V extends @Nullable Object> List<V> inEachJvm(SerializableCallable<V> probe)
        throws ExecutionException {
      probes++;
      try {
        return List.of(probe.call());
      } catch (Exception e) {
        throw new ExecutionException(e);
      }
    }

    @Override
    public void shutdown() {
      shutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutDown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return shutDown;
    }

    @Override
    public boolean isTerminated() {
      return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return shutDown;
    }
  }
}
