package io.lanemark.multiprocessing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A child in a thread of this JVM.
///
/// An interrupt reaches its body and nothing that the thread does afterwards: a serial child's
/// thread is its caller's.
final class ThreadRun implements ChildRun, Runnable {
  private final String name;
  private final Callable<?> body;
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  @GuardedBy("this")
  private @Nullable Thread runner;

  @GuardedBy("this")
  private boolean terminated;

  ThreadRun(String name, Callable<?> body) {
    this.name = name;
    this.body = body;
  }

  @Override
  public void run() {
    Thread thread = Thread.currentThread();
    synchronized (this) {
      runner = thread;
      if (terminated) {
        thread.interrupt();
      }
    }
    int code = 1;
    try {
      body.call();
      code = 0;
    } catch (Throwable e) {
      if (!isTerminated() || !(e instanceof InterruptedException)) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    } finally {
      synchronized (this) {
        runner = null;
        if (terminated) {
          Thread.interrupted();
        }
      }
      exitCode.complete(code);
    }
  }

  /// Its thread could not be started.
  void abandon() {
    exitCode.complete(1);
  }

  private synchronized boolean isTerminated() {
    return terminated;
  }

  @Override
  public CompletableFuture<Integer> exitCode() {
    return exitCode;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public synchronized void terminate() {
    terminated = true;
    if (runner != null) {
      runner.interrupt();
    }
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException(
        "%s is a thread, which cannot be killed: terminate interrupts it, and only a process can be killed"
            .formatted(name));
  }
}
