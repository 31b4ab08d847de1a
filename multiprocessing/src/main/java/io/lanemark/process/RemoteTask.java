package io.lanemark.process;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.task.CompletableTask;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A task on its way to a worker, in the parent.
final class RemoteTask<V extends @Nullable Object> extends CompletableTask<V> implements Runnable {
  private static final int MAX_DESCRIPTION_CHARS = 200;

  private final long id;
  private final Callable<V> body;
  private byte[] encoded;
  private boolean sent;
  private volatile @Nullable Worker worker;

  RemoteTask(long id, Callable<V> body, byte[] encoded) {
    this.id = id;
    this.body = body;
    this.encoded = encoded;
  }

  long id() {
    return id;
  }

  /// Decides between a worker and a cancellation: each of the two first leaves its mark, then looks
  /// for the other's.
  ///
  /// @return false if it was cancelled and must not run
  boolean claim(Worker claimant) {
    worker = claimant;
    return !isDone();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return false;
    }
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    Worker runner = worker;
    if (cancelled && mayInterruptIfRunning && runner != null) {
      runner.cancel(id);
    }
    return cancelled;
  }

  ToWorker.Run toMessage() {
    return new ToWorker.Run(id, encoded);
  }

  /// Marks it as sent, and frees what was only needed for the journey, which is not made twice.
  /// Called under its worker's lock, as is [#mayHaveBegun].
  void sent() {
    sent = true;
    encoded = new byte[0];
  }

  /// False if no worker can have seen it whole.
  boolean mayHaveBegun() {
    return sent;
  }

  @SuppressWarnings("unchecked") // The worker ran this task's own body.
  void finish(Codec codec, FromWorker.Returned outcome) {
    if (isDone()) {
      return;
    }
    try {
      complete((V) codec.decode(outcome.result()));
    } catch (CodecException e) {
      fail(e);
    }
  }

  void finish(Codec codec, FromWorker.Threw outcome) {
    if (!isDone()) {
      fail(Thrown.decode(codec, outcome.thrown()));
    }
  }

  void abandon(RuntimeException why) {
    fail(why);
  }

  /// Runs the body in this JVM: for those who want to make good what [ProcessPool#shutdownNow]
  /// returned.
  @Override
  public void run() {
    if (isDone()) {
      return;
    }
    try {
      complete(body.call());
    } catch (Throwable e) {
      fail(e);
    }
  }

  String description() {
    String text;
    try {
      text = String.valueOf(body);
    } catch (RuntimeException e) {
      text = body.getClass().getName();
    }
    return text.length() <= MAX_DESCRIPTION_CHARS
        ? text
        : text.substring(0, MAX_DESCRIPTION_CHARS) + "…";
  }
}
