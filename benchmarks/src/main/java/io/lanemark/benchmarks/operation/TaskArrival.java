package io.lanemark.benchmarks.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One task of an open load.
///
/// @param atNanos when it arrives, since the start of the load
/// @param busy for how long it is to keep a core busy
record TaskArrival(long atNanos, Duration busy) {

  /// Draws a Poisson stream of short and long tasks: with exponential times between them. Their
  /// mean is the mean length of a task, divided by the number of workers that are to be busy on
  /// average.
  ///
  /// @param tasks how many
  /// @param shortTask how long most tasks take
  /// @param longTask how long the others take
  /// @param longShare share of the long ones, from 0 to 1
  /// @param busyWorkers how many workers are to be busy on average
  /// @param seed the same seed draws the same arrivals
  static List<TaskArrival> poisson(
      int tasks,
      Duration shortTask,
      Duration longTask,
      double longShare,
      double busyWorkers,
      long seed) {
    Random random = new Random(seed);
    double meanNanos = shortTask.toNanos() * (1 - longShare) + longTask.toNanos() * longShare;
    List<TaskArrival> arrivals = new ArrayList<>(tasks);
    double atNanos = 0;
    for (int i = 0; i < tasks; i++) {
      atNanos -= Math.log(1 - random.nextDouble()) * meanNanos / busyWorkers;
      Duration busy = random.nextDouble() < longShare ? longTask : shortTask;
      arrivals.add(new TaskArrival(Math.round(atNanos), busy));
    }
    return List.copyOf(arrivals);
  }
}
