package io.lanemark.load;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Runs a load until every JVM is steady, or the time is up.
///
/// Measuring is rehearsed at the end of each window of the warm-up. The JVM throws away code that
/// it compiled while only tasks ran, as soon as a probe runs: with two cores busy, a process pool
/// lost a quarter of its throughput for seconds after its counters were read for the first time.
///
/// @param limit the longest it may take
/// @param jvms how many JVMs must be steady
/// @param rehearsal measures as in a window; the figures are ignored
public record WarmUp(Duration limit, int jvms, Callable<?> rehearsal) {

  /// The first window's part of the limit: five windows later, each as long as all before it, the
  /// time is up.
  private static final int FIRST_WINDOW = 32;

  /// Runs it.
  ///
  /// @param load takes one completion each time, and keeps its tasks in flight
  /// @return how it went
  /// @throws Exception if a task failed, or the rehearsal did
  public Result run(Callable<ClosedLoop.Served> load) throws Exception {
    Steadiness steadiness = new Steadiness(limit.toNanos() / FIRST_WINDOW, jvms);
    long startNanos = System.nanoTime();
    long elapsedNanos = 0;
    long rehearsalNanos = limit.toNanos() / FIRST_WINDOW;
    long tasks = 0;
    while (elapsedNanos < limit.toNanos() && !steadiness.reached()) {
      ClosedLoop.Served served = load.call();
      tasks++;
      elapsedNanos = System.nanoTime() - startNanos;
      steadiness.served(served, elapsedNanos);
      if (elapsedNanos >= rehearsalNanos) {
        rehearsal.call();
        rehearsalNanos = 2 * elapsedNanos;
      }
    }
    return new Result(tasks, steadiness.reached());
  }

  /// How a warm-up went.
  ///
  /// @param tasks how many tasks completed
  /// @param steady whether every JVM became steady
  public record Result(long tasks, boolean steady) {}
}
