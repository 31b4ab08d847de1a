package io.lanemark.benchmarks.operation;

import io.lanemark.multiprocessing.Context;
import io.lanemark.process.AotCacheUse;
import io.lanemark.task.TaskExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// How much longer do tasks wait in a process pool than in a thread pool, when short and long tasks
/// arrive at random?
///
/// The same arrivals, drawn once, go to a thread pool and to a process pool of two, one after the
/// other. They are sent by an absolute schedule, and each task's waiting time runs from its
/// intended arrival to the start of its body, so that it includes any delay of the driver. The
/// figure for each task is its waiting time in the process pool minus its waiting time in the
/// thread pool.
///
/// @param tasks how many tasks arrive
/// @param seed draws the arrivals
public record WaitingExperiment(int tasks, long seed) implements PoolExperiment {

  private static final int WORKERS = 2;
  private static final double LOAD = 0.5;
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMillis(200);
  private static final double LONG_SHARE = 0.05;

  /// Enough for the code between the tasks to be compiled.
  private static final int WARM_UP_TASKS = 20_000;

  /// Long enough for all that was sent before it to have begun and ended.
  private static final Duration LEAD = Duration.ofMillis(100);

  @Override
  public String name() {
    return "waiting";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "waiting times of %,d tasks in a process pool and a thread pool of %d, at %.0f %% load",
        tasks,
        WORKERS,
        LOAD * 100);
  }

  @Override
  public List<ExperimentFigure> run() throws ExecutionException, InterruptedException {
    List<TaskArrival> arrivals =
        TaskArrival.poisson(tasks, SHORT, LONG, LONG_SHARE, LOAD * WORKERS, seed);
    long[] inThreads = waitingNanos(Context.platformThreads(), arrivals);
    long[] inProcesses =
        waitingNanos(
            Context.processes(plan -> plan.aotCache(AotCacheUse.OFF).partial(false)), arrivals);
    long[] longer = new long[tasks];
    Arrays.setAll(longer, i -> inProcesses[i] - inThreads[i]);
    return List.of(
        ExperimentFigure.plain(
            "waiting in the thread pool, p50", percentileMillis(inThreads, 50), "ms"),
        ExperimentFigure.plain(
            "waiting in the thread pool, p99", percentileMillis(inThreads, 99), "ms"),
        ExperimentFigure.plain(
            "waiting in the process pool, p50", percentileMillis(inProcesses, 50), "ms"),
        ExperimentFigure.plain(
            "waiting in the process pool, p99", percentileMillis(inProcesses, 99), "ms"),
        new ExperimentFigure(
            "longer in the process pool, p50", percentileMillis(longer, 50), 1, "ms"),
        new ExperimentFigure(
            "longer in the process pool, p99", percentileMillis(longer, 99), 5, "ms"));
  }

  private static long[] waitingNanos(Context context, List<TaskArrival> arrivals)
      throws ExecutionException, InterruptedException {
    try (TaskExecutor executor = context.newExecutor(WORKERS)) {
      for (int i = 0; i < WARM_UP_TASKS; i++) {
        executor.submit(new SpinTask(0)).get();
      }
      long startNanos = System.nanoTime() + LEAD.toNanos();
      List<Future<Long>> begun = new ArrayList<>(arrivals.size());
      for (TaskArrival arrival : arrivals) {
        sleepUntil(startNanos + arrival.atNanos());
        begun.add(executor.submit(new SpinTask(arrival.busy().toNanos())));
      }
      long[] waiting = new long[arrivals.size()];
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] = begun.get(i).get() - startNanos - arrivals.get(i).atNanos();
      }
      return waiting;
    }
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /// By the nearest rank.
  private static double percentileMillis(long[] nanos, double percentile) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(sorted.length * percentile / 100);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
