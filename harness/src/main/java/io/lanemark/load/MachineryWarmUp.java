package io.lanemark.load;

import io.lanemark.measure.LatencyRecorder;
import io.lanemark.task.TaskExecutor;
import io.lanemark.workload.Workload;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// Warms the code that runs between the tasks, with tasks that do nothing.
///
/// A JVM compiles code that it has run several thousand times. A worker process that gets a few
/// dozen tasks a second would decode and encode them in slow code for minutes, and a benchmark of
/// seconds would measure the compiler and not the pool. Every model is warmed like this, with the
/// same classes.
///
/// @param limit the longest it may take
/// @param jvms how many JVMs run tasks
public record MachineryWarmUp(Duration limit, int jvms) {

  /// HotSpot's optimizing compiler takes a method at 5,000 calls, or 15,000 calls and loops (its
  /// flags `Tier4MinInvocationThreshold` and `Tier4CompileThreshold`).
  private static final int TASKS_A_JVM = 20_000;

  private static final Workload<Integer> EMPTY = _ -> 1;

  /// Runs it. Nothing is in flight before or after.
  ///
  /// @param executor runs the tasks
  /// @param inFlight K
  /// @return tasks that completed
  /// @throws ExecutionException if a task failed
  /// @throws InterruptedException if interrupted while waiting
  public long run(TaskExecutor executor, int inFlight)
      throws ExecutionException, InterruptedException {
    ClosedLoop loop = new ClosedLoop(executor, EMPTY, 1, inFlight, new LatencyRecorder());
    long startNanos = System.nanoTime();
    long tasks = 0;
    loop.admit();
    while (tasks < (long) TASKS_A_JVM * jvms && System.nanoTime() - startNanos < limit.toNanos()) {
      loop.next();
      tasks++;
    }
    loop.drain();
    return tasks;
  }
}
