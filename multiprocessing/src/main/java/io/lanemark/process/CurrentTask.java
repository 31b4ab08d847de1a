package io.lanemark.process;

/// The task that a worker's main thread is in, if any. An interrupt reaches that task and no other,
/// and one that overtakes its task, which travels on another channel, waits for it.
final class CurrentTask {
  private static final long NONE = -1;

  private final Thread runner;
  private long running = NONE;
  private long cancelled = NONE;

  CurrentTask(Thread runner) {
    this.runner = runner;
  }

  /// False if the task was cancelled before it began.
  synchronized boolean begin(long id) {
    running = id;
    return cancelled != id;
  }

  synchronized void cancel(long id) {
    cancelled = id;
    if (running == id) {
      runner.interrupt();
    }
  }

  /// Called by the runner; no interrupt is pending afterwards.
  synchronized void end() {
    running = NONE;
    Thread.interrupted();
  }
}
