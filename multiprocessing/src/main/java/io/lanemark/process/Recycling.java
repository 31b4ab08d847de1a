package io.lanemark.process;

import java.util.concurrent.ThreadLocalRandom;

/// When a worker is replaced by a new one.
///
/// @param afterTasks after this number of tasks; [Integer#MAX_VALUE] for never
/// @param aboveBytes resident memory after a task; [Long#MAX_VALUE] for never
record Recycling(int afterTasks, long aboveBytes) {
  static final Recycling NEVER = new Recycling(Integer.MAX_VALUE, Long.MAX_VALUE);

  /// Workers that started together should not leave together.
  private static final double JITTER = 0.1;

  /// How many tasks one worker gets.
  int tasksOfOneWorker() {
    return afterTasks == Integer.MAX_VALUE
        ? afterTasks
        : Math.max(1, (int) (afterTasks * (1 - JITTER * ThreadLocalRandom.current().nextDouble())));
  }
}
