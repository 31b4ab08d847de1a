package io.lanemark.process.worker;

import io.lanemark.process.ipc.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Sees that results which wait for more to go along with them do not wait behind a task that turns
/// out to be long: a thread that writes them after a millisecond.
///
/// It sleeps while there is nothing to look after, so that a worker pays one wake-up for a burst of
/// tasks and nothing for single ones.
final class ResultFlusher implements Runnable {
  private static final long PATIENCE_NANOS = Duration.ofMillis(1).toNanos();

  /// So many times in a row with nothing to write, and it sleeps.
  private static final int IDLE_ROUNDS = 20;

  private final FrameWriter answers;
  private final Thread thread = Thread.ofPlatform().name("result-flusher").daemon().unstarted(this);
  private volatile boolean awake;

  ResultFlusher(FrameWriter answers) {
    this.answers = answers;
  }

  /// Something was appended and not written. For the thread that runs the tasks.
  void wake() {
    if (!awake) {
      awake = true;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      }
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        flushUntilIdle();
        awake = false;
        if (!answers.hasUnwritten()) {
          LockSupport.park(this);
        }
        awake = true;
        // A thread that is interrupted does not park: it would spin from here on.
        Thread.interrupted();
      }
    } catch (IOException e) {
      // The connection has closed: the worker is about to end.
    }
  }

  private void flushUntilIdle() throws IOException {
    for (int idle = 0; idle < IDLE_ROUNDS; idle++) {
      LockSupport.parkNanos(this, PATIENCE_NANOS);
      if (answers.hasUnwritten()) {
        answers.flush();
        idle = 0;
      }
    }
  }
}
