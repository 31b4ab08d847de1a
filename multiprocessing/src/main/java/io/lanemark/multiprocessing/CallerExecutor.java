package io.lanemark.multiprocessing;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Runs each task in the thread that submits it, one at a time; a task may submit another.
final class CallerExecutor extends AbstractExecutorService {
  private final ReentrantLock running = new ReentrantLock();
  private final CountDownLatch shutdown = new CountDownLatch(1);

  @Override
  public void execute(Runnable command) {
    running.lock();
    try {
      if (isShutdown()) {
        throw new RejectedExecutionException(
            "the executor was shut down and accepts no more tasks");
      }
      command.run();
    } finally {
      running.unlock();
    }
  }

  @Override
  public void shutdown() {
    shutdown.countDown();
  }

  /// Interrupts nobody: the threads belong to the callers.
  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown.getCount() == 0;
  }

  @Override
  public boolean isTerminated() {
    return isShutdown() && !running.isLocked();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long startNanos = System.nanoTime();
    if (!shutdown.await(timeout, unit)) {
      return false;
    }
    long remainingNanos = unit.toNanos(timeout) - (System.nanoTime() - startNanos);
    if (!running.tryLock(remainingNanos, TimeUnit.NANOSECONDS)) {
      return false;
    }
    running.unlock();
    return true;
  }
}
