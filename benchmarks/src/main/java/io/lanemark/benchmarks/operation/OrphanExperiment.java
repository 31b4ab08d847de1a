package io.lanemark.benchmarks.operation;

import io.lanemark.process.procfs.ProcessStat;
import io.lanemark.process.procfs.Procfs;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// How long does it take from SIGKILL of a program with a process pool until none of its
/// descendants runs any more? A process that has ended but was not reaped does not count as
/// running.
///
/// @param deaths how many programs are killed with idle workers, and how many with busy ones
public record OrphanExperiment(int deaths) implements PoolExperiment {

  private static final int WORKERS = 4;
  private static final double MOST_MILLIS = 1000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "orphans";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        ("kills programs with %2$d workers, %1$d with idle and %1$d with busy ones,"
            + " until all have ended"),
        deaths,
        WORKERS);
  }

  @Override
  public List<ExperimentFigure> run() throws IOException, InterruptedException {
    Histogram idle = micros(false);
    Histogram busy = micros(true);
    return List.of(
        ExperimentFigure.plain("idle workers, p50", idle.getValueAtPercentile(50) / 1e3, "ms"),
        new ExperimentFigure("idle workers, longest", idle.getMaxValue() / 1e3, MOST_MILLIS, "ms"),
        ExperimentFigure.plain("busy workers, p50", busy.getValueAtPercentile(50) / 1e3, "ms"),
        new ExperimentFigure("busy workers, longest", busy.getMaxValue() / 1e3, MOST_MILLIS, "ms"));
  }

  private Histogram micros(boolean busy) throws IOException, InterruptedException {
    Histogram micros = new Histogram(3);
    for (int i = 0; i < deaths; i++) {
      micros.recordValue(nanosUntilGone(busy) / 1000);
    }
    return micros;
  }

  private static long nanosUntilGone(boolean busy) throws IOException, InterruptedException {
    Process owner = PoolOwnerMain.command(WORKERS, busy).start();
    try (BufferedReader lines = owner.inputReader()) {
      if (!PoolOwnerMain.READY.equals(lines.readLine())) {
        throw new IOException("a program with a process pool did not start");
      }
      List<Long> pids = owner.descendants().map(ProcessHandle::pid).toList();
      if (pids.size() < WORKERS) {
        throw new IOException(
            String.format(Locale.ROOT, "%d of %d workers are running", pids.size(), WORKERS));
      }
      long killedNanos = System.nanoTime();
      owner.destroyForcibly();
      while (pids.stream().anyMatch(OrphanExperiment::runs)) {
        if (System.nanoTime() - killedNanos > LIMIT.toNanos()) {
          throw new IOException("descendants of a killed program still run: " + pids);
        }
        Thread.sleep(1);
      }
      return System.nanoTime() - killedNanos;
    } finally {
      owner.destroyForcibly();
      owner.waitFor();
    }
  }

  private static boolean runs(long pid) {
    ProcessStat stat = Procfs.OF_THIS_MACHINE.stat(pid);
    return stat != null && !stat.hasEnded();
  }
}
