package io.lanemark.process.worker;

import io.lanemark.process.ipc.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A thread that writes results after a millisecond. The thread that runs the tasks holds results
/// back to send several together; without this thread, they would wait behind a long task.
///
/// It parks while nothing is held back: a burst of tasks costs a worker one wake-up, and a single
/// task none.
final class ResultFlusher implements Runnable {
  private static final long PATIENCE_NANOS = Duration.ofMillis(1).toNanos();

  /// After this number of rounds in a row with nothing to write, the thread parks.
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
        // A thread with a pending interrupt does not park: this loop would spin.
        Thread.interrupted();
      }
    } catch (IOException e) {
      // The connection has closed: the worker is about to end.
    } catch (Throwable e) {
      // Results would wait for the next task to end.
      WorkerMain.endUnanswered(thread, e);
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
