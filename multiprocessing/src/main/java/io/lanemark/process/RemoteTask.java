package io.lanemark.process;

import io.lanemark.process.PoolJournal.Entry;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.ToWorker;
import io.lanemark.task.CompletableTask;
import io.lanemark.task.PartedCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A task on its way to a worker, in the parent.
final class RemoteTask<V extends @Nullable Object> extends CompletableTask<V> implements Runnable {
  private static final int MAX_DESCRIPTION_CHARS = 200;

  /// More than the buffers of a connection hold: if it was sent, the worker has read it.
  private static final long BY_REFERENCE_BYTES = 512 * 1024;

  private final PoolJournal journal;
  private final @Nullable TaskEvent event;
  private final long id;
  private final Callable<V> body;
  private final long encodedBytes;
  private volatile Payload encoded;
  private boolean detached;
  private volatile @Nullable Worker worker;
  private volatile @Nullable Future<?> watch;
  private volatile long number;

  /// Of the result, only in the thread that reads from the worker.
  private final List<V> parts = new ArrayList<>(0);

  RemoteTask(PoolJournal journal, long id, Callable<V> body, Payload encoded) {
    this.journal = journal;
    this.event = TaskEvent.begun(journal.pool(), id);
    this.id = id;
    this.body = body;
    this.encodedBytes = encoded.length();
    this.encoded = encoded;
    if (encodedBytes < BY_REFERENCE_BYTES) {
      detach();
    }
  }

  long id() {
    return id;
  }

  /// Decides between a worker and a cancellation: each of the two first sets its mark, then looks
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
    boolean cancelled = end(Entry.TASK_CANCELLED, () -> super.cancel(mayInterruptIfRunning));
    Worker runner = worker;
    if (cancelled && runner != null) {
      runner.cancel(id, mayInterruptIfRunning);
    }
    return cancelled;
  }

  ToWorker.Run toMessage() {
    return new ToWorker.Run(id, encoded);
  }

  long encodedBytes() {
    return encodedBytes;
  }

  /// Makes the encoded task independent of the body: afterwards the caller may change the body.
  void detach() {
    if (!detached) {
      encoded = encoded.detached();
      detached = true;
    }
  }

  /// As [#detach], and fails the task if there is no memory for that.
  void detachOrFail() {
    try {
      detach();
    } catch (OutOfMemoryError e) {
      abandon(e);
    }
  }

  /// Whether the encoded task is independent of the body.
  boolean isDetached() {
    return detached;
  }

  /// Whether it can be sent again: not if it shared arrays with its body when it was sent, because
  /// they may have changed since.
  boolean canBeSentAgain() {
    return detached || encoded.attachments().isEmpty();
  }

  /// Which of its worker's tasks it is, counted from 1 as they were sent; 0 while it is not sent.
  /// Only its worker sets it.
  long number() {
    return number;
  }

  void number(long ofItsWorker) {
    number = ofItsWorker;
  }

  /// Cancels the watcher when the task is done.
  void watchedBy(Future<?> watcher) {
    watch = watcher;
    if (isDone()) {
      watcher.cancel(false);
    }
  }

  /// Ends the future after it is counted, so that whoever sees it ended finds it in the count.
  ///
  /// @return false if it had ended already
  private boolean end(Entry how, BooleanSupplier ending) {
    journal.count(how);
    boolean ended = ending.getAsBoolean();
    if (!ended) {
      journal.discount(how);
    } else if (event != null) {
      Worker last = worker;
      event.end(last == null ? 0 : last.pid(), how);
    }
    return ended;
  }

  /// Frees what was needed only to send it.
  private void ended() {
    encoded = Payload.EMPTY;
    Future<?> watcher = watch;
    if (watcher != null) {
      watcher.cancel(false);
    }
  }

  /// Takes a part of the result; the worker continues.
  @SuppressWarnings("unchecked") // The worker runs this task's own body.
  void add(PayloadCodec codec, FromWorker.Part part) {
    if (isDone()) {
      return;
    }
    try {
      parts.add((V) codec.decode(part.part()));
    } catch (Throwable e) {
      end(Entry.TASK_FAILED, () -> fail(e));
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // The worker ran this task's own body.
  private V result(FromWorker.Returned outcome, PayloadCodec codec) throws CodecException {
    V last = (V) codec.decode(outcome.result());
    if (parts.isEmpty() || !(body instanceof PartedCallable<V> parted)) {
      return last;
    }
    parts.add(last);
    return parted.join(parts);
  }

  void finish(PayloadCodec codec, FromWorker.Returned outcome) {
    ended();
    if (isDone()) {
      return;
    }
    try {
      V result = result(outcome, codec);
      end(Entry.TASK_COMPLETED, () -> complete(result));
    } catch (Throwable e) {
      end(Entry.TASK_FAILED, () -> fail(e));
    }
  }

  void finish(PayloadCodec codec, FromWorker.Threw outcome) {
    ended();
    if (!isDone()) {
      Throwable thrown;
      try {
        thrown = Thrown.decode(codec, outcome.thrown());
      } catch (Throwable e) {
        thrown = e;
      }
      abandon(thrown);
    }
  }

  void abandon(Throwable why) {
    end(Entry.TASK_FAILED, () -> fail(why));
    ended();
  }

  /// Runs the body in this JVM: for tasks that [ProcessPool#shutdownNow] returned.
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
    } catch (Throwable e) {
      text = body.getClass().getName();
    }
    return text.length() <= MAX_DESCRIPTION_CHARS
        ? text
        : text.substring(0, MAX_DESCRIPTION_CHARS) + "…";
  }
}
