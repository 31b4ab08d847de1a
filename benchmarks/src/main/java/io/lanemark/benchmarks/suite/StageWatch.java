package io.lanemark.benchmarks.suite;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notices when a stage of a trial takes too long: the code of a workload may never end.
final class StageWatch {

  private final Path folder;
  private final Duration allowance;
  private final Consumer<ForkStage> overrun;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("stage-watch").factory());

  @GuardedBy("this")
  private @Nullable Future<?> deadline;

  /// Watches nothing yet.
  ///
  /// @param folder of the trial, where the host looks for the stage
  /// @param allowance how long each stage may take beyond its planned time
  /// @param overrun called in a thread of its own
  StageWatch(Path folder, Duration allowance, Consumer<ForkStage> overrun) {
    this.folder = folder;
    this.allowance = allowance;
    this.overrun = overrun;
  }

  /// Begins a stage, and thereby ends the one before.
  ///
  /// @param name what happens
  /// @param planned how long it takes by plan
  /// @throws IOException if the host cannot be told
  synchronized void begin(String name, Duration planned) throws IOException {
    if (deadline != null) {
      deadline.cancel(false);
    }
    ForkStage stage = new ForkStage(name, planned.plus(allowance));
    stage.write(folder);
    deadline =
        timer.schedule(() -> overrun.accept(stage), stage.limit().toNanos(), TimeUnit.NANOSECONDS);
  }
}
