package io.lanemark.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Tells whether the load has become steady: the service times in each JVM that runs tasks, and the
/// residence times of all tasks, which include the time between the JVMs.
///
/// Each window is as long as all those before it together, because a JVM that is compiling code
/// gets faster by little from moment to moment, but by a lot over seconds. A series is steady when
/// the medians of its last two windows differ by at most 5 %, or when chance explains the
/// difference for that many tasks: each median lies within the other's 95 % confidence interval by
/// order statistics (H. A. David, *Order Statistics*, section 7.1). Without the second rule, work
/// whose time varies, such as requests with a random latency, never passes.
final class Steadiness {

  private static final double TOLERANCE = 0.05;
  private static final int FEWEST_TASKS = 10;

  /// More tasks in one window would only cost memory.
  private static final int MOST_TASKS = 1 << 16;

  private static final double NORMAL_95 = 1.96;

  private final long firstWindowNanos;
  private final int jvms;
  private final Map<Integer, Series> serviceByJvm = new HashMap<>();
  private final Series residence = new Series();

  /// Nothing seen so far.
  ///
  /// @param firstWindowNanos shortest length of the first window; it goes on until 10 tasks are in
  ///   it
  /// @param jvms how many JVMs must be steady
  Steadiness(long firstWindowNanos, int jvms) {
    this.firstWindowNanos = firstWindowNanos;
    this.jvms = jvms;
  }

  /// One more task.
  ///
  /// @param served its times
  /// @param elapsedNanos since the warm-up began
  void served(ClosedLoop.Served served, long elapsedNanos) {
    serviceByJvm
        .computeIfAbsent(served.jvm(), _ -> new Series())
        .add(served.serviceNanos(), elapsedNanos);
    residence.add(served.residenceNanos(), elapsedNanos);
  }

  boolean reached() {
    return residence.steady
        && serviceByJvm.size() >= jvms
        && serviceByJvm.values().stream().allMatch(series -> series.steady);
  }

  /// Times in windows: the one that fills, and the one before it.
  private final class Series {
    private long[] filling = new long[64];
    private int count;
    private long[] last = {};
    private long endNanos = firstWindowNanos;
    private boolean steady;

    void add(long nanos, long elapsedNanos) {
      if (count < MOST_TASKS) {
        if (count == filling.length) {
          filling = Arrays.copyOf(filling, 2 * count);
        }
        filling[count++] = nanos;
      }
      if (elapsedNanos >= endNanos && count >= FEWEST_TASKS) {
        long[] full = Arrays.copyOf(filling, count);
        Arrays.sort(full);
        steady = last.length > 0 && alike(last, full);
        last = full;
        count = 0;
        endNanos = 2 * elapsedNanos;
      }
    }
  }

  private static boolean alike(long[] sortedA, long[] sortedB) {
    long a = median(sortedA);
    long b = median(sortedB);
    return Math.abs(a - b) <= TOLERANCE * Math.max(a, b)
        || (inInterval(a, sortedB) && inInterval(b, sortedA));
  }

  private static long median(long[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static boolean inInterval(long value, long[] sorted) {
    double half = NORMAL_95 * Math.sqrt(sorted.length) / 2;
    int low = (int) Math.max(0, Math.floor(sorted.length / 2.0 - half));
    int high = (int) Math.min(sorted.length - 1, Math.ceil(sorted.length / 2.0 + half));
    return value >= sorted[low] && value <= sorted[high];
  }
}
