package io.lanemark.process;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.task.AbstractTaskExecutor;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A fixed number of worker JVMs that run one task at a time each, or several in virtual threads.
///
/// Tasks wait in one queue, first in, first out; while it is full, `submit` waits. A task and its
/// result are serialised: the worker gets a copy of the task, and the caller a copy of the result.
/// `submit` refuses a task that cannot be serialised, and names the class and the field, or that is
/// larger than a message may be; see [ProcessPoolBuilder#maxMessageBytes].
///
/// A worker has one task at a time. While tasks take less than a millisecond, it is sent some
/// ahead; tasks that it has not begun are taken back as soon as another worker is idle.
///
/// Actions in a thread before it submits a task happen-before the task runs, and actions of the
/// task happen-before its future completes.
///
/// A task ends exactly once: with its result, with the exception that it threw, with a
/// [WorkerDiedException] if its worker ended meanwhile, with a [DeadlineExceededException] if it
/// took longer than its deadline, or cancelled. A body runs at most once. A dead worker is
/// replaced, and tasks that had not begun there run elsewhere. If workers fail to boot three times
/// in a row while none serves, the pool is broken: all waiting tasks fail with a
/// [WorkerBootException], and later tasks are refused. If only some fail, for example because there
/// are too few file descriptors, the pool runs with the others and tries again now and then.
///
/// Whatever a task has started ends with its worker, also a process whose own parent has ended. On
/// systems without `/proc`, only processes below the worker end, when the pool kills it or this JVM
/// ends.
///
/// What a worker prints is forwarded to `System.out` and `System.err` with the worker's name in
/// front, by default. When this JVM ends in any way, workers end what their tasks have started, and
/// halt; close the pool to let them exit normally.
///
/// `close`, `awaitTermination`, `inEachJvm` and the `get` of a future wait for the pool's own
/// threads. Called from a dependent action of a future, which runs in one of these threads, they
/// may wait forever. `submit` does not wait there, even if the queue is full.
///
/// ```java
/// try (ProcessPool pool = ProcessPool.builder().size(4).start()) {
///   TaskFuture<Long> pid = pool.submit(() -> ProcessHandle.current().pid());
///   System.out.println(pid.get());
/// }
/// ```
public final class ProcessPool extends AbstractTaskExecutor {
  private static final AtomicLong POOLS = new AtomicLong();

  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger slotsLeft;
  private final PoolSettings settings;
  private final PoolJournal journal;
  private final PayloadCodec codec;
  private final Dispatcher dispatcher;
  private final List<WorkerSlot> slots;

  private ProcessPool(PoolSettings settings) {
    String name = "process-pool-" + POOLS.incrementAndGet();
    this.settings = settings;
    this.slotsLeft = new AtomicInteger(settings.size());
    this.journal = new PoolJournal(name);
    this.codec = settings.worker().codec();
    this.dispatcher = new Dispatcher(settings);
    this.slots =
        settings.workers().stream()
            .map(
                identity ->
                    new WorkerSlot(journal, identity, settings, dispatcher, codec, this::slotEnds))
            .toList();
  }

  /// The last one ends what the tasks of all workers have left.
  private void slotEnds() {
    if (slotsLeft.decrementAndGet() == 0) {
      settings.worker().launch().pool().end();
    }
  }

  /// Makes a builder.
  ///
  /// @return with default settings
  public static ProcessPoolBuilder builder() {
    return new ProcessPoolBuilder();
  }

  static ProcessPool start(PoolSettings settings) {
    ProcessPool pool = new ProcessPool(settings);
    try {
      pool.slots.forEach(slot -> slot.thread().start());
    } catch (Error e) {
      // Too many threads: those that run must not wait for a pool that the caller never gets.
      pool.shutdownNow();
      throw e;
    }
    return pool;
  }

  @Override
  public int workers() {
    return settings.tasksAtOnce();
  }

  @Override
  public long maxMessageBytes() {
    return settings.worker().limits().maxBytes();
  }

  @Override
  public boolean runsInCaller() {
    return false;
  }

  /// Which worker processes live now.
  ///
  /// @return process ids in the order of the workers
  public List<Long> pids() {
    return slots.stream()
        .map(WorkerSlot::pid)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .toList();
  }

  /// Counts of tasks and workers so far. Cheap enough to be called every second.
  ///
  /// @return as of now
  public PoolStats stats() {
    return new PoolStats(
        pids().size(),
        dispatcher.queued(),
        slots.stream().mapToInt(WorkerSlot::load).sum(),
        journal.counted(PoolJournal.Entry.TASK_COMPLETED),
        journal.counted(PoolJournal.Entry.TASK_FAILED),
        journal.counted(PoolJournal.Entry.TASK_CANCELLED),
        journal.counted(PoolJournal.Entry.WORKER_STARTED),
        journal.counted(PoolJournal.Entry.WORKER_READY),
        journal.counted(PoolJournal.Entry.WORKER_DIED),
        journal.counted(PoolJournal.Entry.WORKER_RECYCLED));
  }

  /// A dump of the threads of a worker, including virtual ones, while its tasks run; the same as
  /// `jcmd <pid> Thread.dump_to_file`.
  ///
  /// @param pid of a worker, see [#pids]
  /// @param limit how long to wait for the answer; a worker that was stopped does not answer
  /// @return a few lines for each thread
  /// @throws IllegalArgumentException if no worker has this process id
  /// @throws ExecutionException if the worker could not make the dump, or ended meanwhile
  /// @throws TimeoutException if it did not answer in time
  /// @throws InterruptedException if interrupted while waiting
  public String threadDump(long pid, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    WorkerSlot slot =
        slots.stream()
            .filter(each -> each.pid().equals(OptionalLong.of(pid)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        String.format(
                            Locale.ROOT,
                            "expected the process id of a worker, one of %s: %d",
                            pids(),
                            pid)));
    Probe question = new Probe(ids.incrementAndGet(), encode(new ThreadDump()));
    slot.inspect(question);
    Optional<FromWorker> answer =
        question.answer().get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    if (answer.isEmpty()) {
      throw new ExecutionException(
          new IllegalStateException(
              String.format(Locale.ROOT, "the worker with the process id %d has ended", pid)));
    }
    return String.valueOf(decodeAnswer(answer.get()));
  }

  /// Whether workers start from an AOT cache, and why not.
  ///
  /// @return as of the last worker that was started
  public AotCacheState aotCache() {
    return settings.worker().launch().aotCache().state();
  }

  @Override
  protected <V extends @Nullable Object> TaskFuture<V> start(Callable<V> body) {
    RemoteTask<V> task = new RemoteTask<>(journal, ids.incrementAndGet(), body, encode(body));
    dispatcher.submit(task, !isOwnThread());
    return task;
  }

  /// Code that runs in a thread that reads from a worker, or that ends tasks after their deadline,
  /// must not wait for workers.
  private boolean isOwnThread() {
    Thread current = Thread.currentThread();
    TaskWatch watch = settings.watch();
    return slots.stream().anyMatch(slot -> slot.thread().equals(current))
        || (watch != null && watch.isIn(current));
  }

  /// Also waits for workers that are still booting.
  @Override
  @SuppressWarnings("unchecked") // The worker ran this very probe.
  public <V extends @Nullable Object> List<V> inEachJvm(SerializableCallable<V> probe)
      throws ExecutionException, InterruptedException {
    Payload encoded = encode(probe);
    List<Probe> asked = new ArrayList<>();
    for (WorkerSlot slot : slots) {
      Probe question = new Probe(ids.incrementAndGet(), encoded);
      asked.add(question);
      slot.inspect(question);
    }
    List<V> answers = new ArrayList<>();
    for (Probe question : asked) {
      Optional<FromWorker> answer = question.answer().get();
      if (answer.isPresent()) {
        answers.add((V) decodeAnswer(answer.get()));
      }
    }
    return answers;
  }

  private @Nullable Object decodeAnswer(FromWorker answer) throws ExecutionException {
    return switch (answer) {
      case FromWorker.Returned(_, Payload result) -> {
        try {
          yield codec.decode(result);
        } catch (CodecException e) {
          throw new ExecutionException(e);
        }
      }
      case FromWorker.Threw(_, Payload thrown) ->
          throw new ExecutionException(Thrown.decode(codec, thrown));
      case FromWorker.Ready _, FromWorker.BootFailed _, FromWorker.Part _, FromWorker.NotBegun _ ->
          throw new IllegalStateException("not the answer to a probe: " + answer);
    };
  }

  private Payload encode(Object body) {
    try {
      return codec.encode(body);
    } catch (CodecException e) {
      throw new RejectedExecutionException(e.getMessage(), e);
    }
  }

  /// Accepts no more tasks. Queued tasks still run; then the workers exit, and a worker that has
  /// not exited after the grace period is killed.
  @Override
  public void shutdown() {
    dispatcher.shutdown();
    settings.worker().launch().aotCache().stop();
    slots.forEach(WorkerSlot::dismissIfBooting);
  }

  /// Accepts no more tasks, interrupts those that run, and kills a worker whose task has not ended
  /// after the grace period; that task fails with a [WorkerDiedException].
  ///
  /// @return the futures of tasks that had not begun: cancel them, or run them here
  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> waiting = List.copyOf(dispatcher.stop());
    settings.worker().launch().aotCache().stop();
    slots.forEach(WorkerSlot::stop);
    return waiting;
  }

  @Override
  public boolean isShutdown() {
    return dispatcher.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return isShutdown()
        && settings.worker().launch().aotCache().hasEnded()
        && slots.stream().noneMatch(slot -> slot.thread().isAlive());
  }

  /// Name and state, such as `process-pool-1[running, 3 of 4 workers, 5 tasks assigned, 0 queued]`.
  @Override
  public String toString() {
    PoolStats now = stats();
    return String.format(
        Locale.ROOT,
        "%s[%s, %d of %d workers, %d tasks assigned, %d queued]",
        journal.pool(),
        isTerminated() ? "terminated" : isShutdown() ? "shut down" : "running",
        now.workersAlive(),
        settings.size(),
        now.tasksAssigned(),
        now.tasksQueued());
  }

  /// Waits until every worker is reaped and every thread of this pool has ended.
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + unit.toNanos(timeout);
    for (WorkerSlot slot : slots) {
      slot.thread().join(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }
    settings
        .worker()
        .launch()
        .aotCache()
        .awaitEnd(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    boolean terminated = isTerminated();
    if (terminated && settings.watch() != null) {
      settings.watch().shutdown();
    }
    return terminated;
  }
}
