package io.lanemark.benchmarks.operation;

import io.lanemark.process.AotCacheUse;
import io.lanemark.process.ProcessPool;
import io.lanemark.process.WorkerDiedException;
import io.lanemark.process.procfs.MemoryUse;
import io.lanemark.process.procfs.Procfs;
import io.lanemark.task.TaskFuture;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/// How long does it take from SIGKILL of a worker in the middle of a task until the future of the
/// task has failed?
///
/// @param deaths how many workers are killed, one after the other
public record DeathExperiment(int deaths) implements PoolExperiment {

  /// Together with the JVM's other memory, less than 256 MiB. All pages are touched, so that the
  /// kernel has to free them.
  private static final List<String> JVM_OPTIONS =
      List.of("-Xms180m", "-Xmx180m", "-XX:+AlwaysPreTouch");

  private static final double MEBIBYTE = 1 << 20;
  private static final double MOST_MILLIS = 50;

  @Override
  public String name() {
    return "deaths";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "kills %,d workers that run a task, and measures the time until its future fails",
        deaths);
  }

  @Override
  public List<ExperimentFigure> run() throws ExecutionException, InterruptedException {
    Histogram micros = new Histogram(3);
    long rssBytes = 0;
    try (ProcessPool pool =
        ProcessPool.builder().size(1).jvmOptions(JVM_OPTIONS).aotCache(AotCacheUse.OFF).start()) {
      for (int i = 0; i < deaths; i++) {
        TaskFuture<Integer> task = pool.submit(new EndlessTask());
        EndlessTask.awaitBegun(pool);
        long pid = pool.pids().getFirst();
        MemoryUse use = Procfs.OF_THIS_MACHINE.memory(pid);
        rssBytes = use == null ? rssBytes : Math.max(rssBytes, use.rssBytes());
        micros.recordValue(nanosUntilFailed(task, pid) / 1000);
      }
    }
    return List.of(
        ExperimentFigure.plain("largest RSS of a worker", rssBytes / MEBIBYTE, "MiB"),
        ExperimentFigure.plain("time until its future failed, p50", millis(micros, 50), "ms"),
        new ExperimentFigure(
            "time until its future failed, p90", millis(micros, 90), MOST_MILLIS, "ms"),
        ExperimentFigure.plain("time until its future failed, longest", millis(micros, 100), "ms"));
  }

  private static long nanosUntilFailed(TaskFuture<Integer> task, long pid)
      throws InterruptedException {
    CompletableFuture<Long> endedNanos = new CompletableFuture<>();
    task.whenComplete((_, _) -> endedNanos.complete(System.nanoTime()));
    ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
    long killedNanos = System.nanoTime();
    worker.destroyForcibly();
    long nanos = endedNanos.join() - killedNanos;
    try {
      throw new IllegalStateException("an endless task returned " + task.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WorkerDiedException death && death.pid() == pid) {
        return nanos;
      }
      throw new IllegalStateException("the task should have failed because its worker died", e);
    }
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
