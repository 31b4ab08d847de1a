package io.lanemark.task;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A task that runs in a thread of this JVM, at most once.
///
/// `cancel(true)` completes the future at once and interrupts the thread while it is in the body;
/// the interrupt never affects what that thread does afterwards.
///
/// @param <V> type of the result
public final class LocalTask<V extends @Nullable Object> extends CompletableTask<V>
    implements Runnable {

  private final Callable<V> body;
  private @Nullable Thread runner;

  /// A task that has not begun.
  ///
  /// @param body what to run
  public LocalTask(Callable<V> body) {
    this.body = body;
  }

  @Override
  public void run() {
    synchronized (this) {
      if (runner != null || isDone()) {
        return;
      }
      runner = Thread.currentThread();
    }
    try {
      complete(body.call());
    } catch (Throwable e) {
      fail(e);
    } finally {
      synchronized (this) {
        runner = null;
        if (isCancelled()) {
          Thread.interrupted();
        }
      }
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return false;
    }
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    synchronized (this) {
      if (cancelled && mayInterruptIfRunning && runner != null) {
        runner.interrupt();
      }
    }
    return cancelled;
  }
}
