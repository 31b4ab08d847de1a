package io.lanemark.benchmarks.operation;

import io.lanemark.process.AotCacheUse;
import io.lanemark.process.ProcessPool;
import io.lanemark.process.procfs.MemoryUse;
import io.lanemark.process.procfs.Procfs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// How much memory does a worker hold that has run one task and waits for the next?
///
/// @param workers how many workers the mean is taken over
public record IdleMemoryExperiment(int workers) implements PoolExperiment {

  /// The first task of each worker takes this long, so that no worker gets two tasks.
  private static final Duration FIRST_TASK = Duration.ofMillis(500);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final double MEBIBYTE = 1 << 20;

  /// 24 MB in MiB.
  private static final double MOST_MEBIBYTES = 24_000_000 / MEBIBYTE;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "memory of %d idle workers, %d s after their first tasks",
        workers,
        IDLE.toSeconds());
  }

  @Override
  public List<ExperimentFigure> run() throws ExecutionException, InterruptedException, IOException {
    try (ProcessPool pool =
        ProcessPool.builder()
            .size(workers)
            .aotCache(AotCacheUse.BEFORE_WORKERS)
            .partial(false)
            .start()) {
      awaitReady(pool);
      // Each goes to a different worker, because no task waits while a worker is idle.
      List<Future<Boolean>> first = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        first.add(pool.submit(new SleepTask(FIRST_TASK.toMillis())));
      }
      for (Future<Boolean> each : first) {
        each.get();
      }
      Thread.sleep(IDLE);
      List<MemoryUse> uses = new ArrayList<>();
      for (long pid : pool.pids()) {
        MemoryUse use = Procfs.OF_THIS_MACHINE.memory(pid);
        if (use == null || use.pssBytes() == null || use.ussBytes() == null) {
          throw new IOException("this system does not report the PSS of process " + pid);
        }
        uses.add(use);
      }
      return List.of(
          new ExperimentFigure(
              "PSS of an idle worker, mean of " + workers,
              uses.stream().mapToLong(MemoryUse::pssBytes).average().orElseThrow() / MEBIBYTE,
              MOST_MEBIBYTES,
              "MiB"),
          ExperimentFigure.plain(
              "USS (private memory) of an idle worker",
              uses.stream().mapToLong(MemoryUse::ussBytes).average().orElseThrow() / MEBIBYTE,
              "MiB"),
          ExperimentFigure.plain(
              "RSS of an idle worker",
              uses.stream().mapToLong(MemoryUse::rssBytes).average().orElseThrow() / MEBIBYTE,
              "MiB"));
    }
  }

  /// Waits without running a task, because then some workers could get two tasks and others only
  /// one.
  private void awaitReady(ProcessPool pool) throws InterruptedException {
    while (pool.stats().workersReady() < workers) {
      Thread.sleep(POLL);
    }
  }
}
