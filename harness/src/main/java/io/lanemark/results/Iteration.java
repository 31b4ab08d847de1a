package io.lanemark.results;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One measured window of a trial. Figures are over the process tree of the trial, workers included
/// and backends not, and differences over this very window. Null stands for what this system does
/// not tell.
///
/// @param operations tasks completed, as JMH counted them; of a peer, which runs without JMH, by a
///   count of its own beside that of the load
/// @param durationNanos length of the window by JMH's clock, or the peer's
/// @param completions tasks completed, as the histograms counted them; equals `operations`
/// @param windowNanos length of the window by the load's own clock
/// @param residenceNanos sum over all tasks of the time in flight, clipped to the window
/// @param jvms processes of the tree at the end of the window
/// @param threads threads of the tree at the end of the window
/// @param pssBytes proportional set size of the tree at the end of the window
/// @param ussBytes private memory of the tree
/// @param rssBytes resident set sizes added up: shared pages count once per process
/// @param cpuUserNanos processor time of the tree's JVMs in user mode
/// @param cpuSystemNanos processor time of the tree's JVMs in the kernel
/// @param voluntarySwitches context switches of the tree's JVMs that waited for something
/// @param involuntarySwitches context switches of the tree's JVMs that were pre-empted
/// @param backendCpuNanos processor time of the run's backends; null where the workload has none
/// @param throttledNanos time for which the control group was throttled
/// @param stealNanos time that the hypervisor gave to others, over all processors
public record Iteration(
    long operations,
    long durationNanos,
    long completions,
    long windowNanos,
    long residenceNanos,
    int jvms,
    int threads,
    @Nullable Long pssBytes,
    @Nullable Long ussBytes,
    @Nullable Long rssBytes,
    @Nullable Long cpuUserNanos,
    @Nullable Long cpuSystemNanos,
    @Nullable Long voluntarySwitches,
    @Nullable Long involuntarySwitches,
    @Nullable Long backendCpuNanos,
    @Nullable Long throttledNanos,
    @Nullable Long stealNanos) {

  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(1);

  /// Refuses a length that no window has.
  public Iteration {
    if (durationNanos > LONGEST_NANOS || windowNanos > LONGEST_NANOS) {
      throw new IllegalArgumentException(
          "a window lasts a day at most: %d ns".formatted(Math.max(durationNanos, windowNanos)));
    }
  }

  /// The same window with another count and clock.
  ///
  /// @param operations tasks completed
  /// @param durationNanos length of the window
  /// @return figures that are otherwise these
  public Iteration scored(long operations, long durationNanos) {
    return new Iteration(
        operations,
        durationNanos,
        completions,
        windowNanos,
        residenceNanos,
        jvms,
        threads,
        pssBytes,
        ussBytes,
        rssBytes,
        cpuUserNanos,
        cpuSystemNanos,
        voluntarySwitches,
        involuntarySwitches,
        backendCpuNanos,
        throttledNanos,
        stealNanos);
  }

  /// Throughput by JMH's count and clock.
  ///
  /// @return tasks per second
  public double operationsPerSecond() {
    return operations * 1e9 / durationNanos;
  }

  /// Little's law, with throughput as JMH measured it and residence time as the load recorded it:
  /// tasks in flight = throughput × mean residence time. It equals K where all numbers are true
  /// together (J. D. C. Little, *A Proof for the Queuing Formula: L = λW*, Operations Research 9,
  /// 1961).
  ///
  /// @return mean number of tasks in flight
  public double littleInFlight() {
    return operationsPerSecond() * (residenceNanos / 1e9) / completions;
  }
}
