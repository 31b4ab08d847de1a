package io.lanemark.process;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.task.AbstractTaskExecutor;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A fixed number of worker JVMs that run one task at a time each, or several in virtual threads.
///
/// Tasks wait in one queue without a bound, first come, first served. A task and its result are
/// serialised: the worker has a copy, and so has the caller. What cannot be serialised, or is
/// larger than a frame of 64 MiB, is refused in `submit`, which names the class and the field.
///
/// What happened in a thread before it submits a task happens before the task runs, and what the
/// task did happens before its future completes.
///
/// A task ends with its result, with the exception that it threw, with a [WorkerDiedException] if
/// its worker ended meanwhile, or cancelled. A body runs at most once. A dead worker is replaced,
/// and tasks that had not begun there are not affected. Where workers fail to boot three times in a
/// row, the pool is broken: all that waits fails with a [WorkerBootException], and later tasks are
/// refused.
///
/// What a worker prints is forwarded to `System.out` and `System.err` with the worker's name in
/// front. Workers halt when this JVM ends, however it ends; close the pool to let them end in
/// order.
///
/// `close` and `awaitTermination` wait for the pool's own threads: called from a dependent action
/// of a future, which runs in one of them, they wait for ever.
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
  private final Codec codec = new Codec(Limits.DEFAULT);
  private final Dispatcher dispatcher;
  private final List<WorkerSlot> slots;
  private final int capacity;

  private ProcessPool(Builder plan, byte[] initializer) {
    String name = "process-pool-" + POOLS.incrementAndGet();
    this.capacity = plan.capacity();
    this.dispatcher = new Dispatcher(plan.grace);
    this.slots =
        IntStream.range(0, plan.size)
            .mapToObj(index -> new WorkerIdentity("worker-" + (index + 1), index, plan.size))
            .map(
                identity ->
                    new WorkerSlot(
                        name,
                        identity,
                        plan.commandFor(identity),
                        plan.threads,
                        plan.capacityOf(identity),
                        initializer,
                        dispatcher,
                        codec,
                        plan.grace))
            .toList();
  }

  /// What a pool can be told.
  ///
  /// @return with every default set
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public int workers() {
    return capacity;
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

  @Override
  protected <V extends @Nullable Object> TaskFuture<V> start(Callable<V> body) {
    RemoteTask<V> task = new RemoteTask<>(ids.incrementAndGet(), body, encode(body));
    dispatcher.submit(task);
    return task;
  }

  /// As promised by the interface; waits for workers that are still booting.
  @Override
  @SuppressWarnings("unchecked") // The worker ran this very probe.
  public <V extends @Nullable Object> List<V> inEachJvm(SerializableCallable<V> probe)
      throws ExecutionException, InterruptedException {
    byte[] encoded = encode(probe);
    List<Probe> asked = new ArrayList<>();
    for (WorkerSlot slot : slots) {
      Probe question = new Probe(ids.incrementAndGet(), encoded);
      asked.add(question);
      slot.inspect(question);
    }
    List<V> answers = new ArrayList<>();
    for (Probe question : asked) {
      Optional<FromWorker> said = question.answer().get();
      if (said.isPresent()) {
        answers.add((V) decodeAnswer(said.get()));
      }
    }
    return answers;
  }

  private @Nullable Object decodeAnswer(FromWorker said) throws ExecutionException {
    return switch (said) {
      case FromWorker.Returned(_, byte[] result) -> {
        try {
          yield codec.decode(result);
        } catch (CodecException e) {
          throw new ExecutionException(e);
        }
      }
      case FromWorker.Threw(_, byte[] thrown) ->
          throw new ExecutionException(Thrown.decode(codec, thrown));
      case FromWorker.Ready _, FromWorker.BootFailed _ ->
          throw new IllegalStateException("not the answer to a probe: " + said);
    };
  }

  private byte[] encode(Object body) {
    try {
      return codec.encode(body);
    } catch (CodecException e) {
      throw new RejectedExecutionException(e.getMessage(), e);
    }
  }

  /// Takes no more tasks. What is queued still runs; then the workers leave in an orderly way, and
  /// one that has not left after the grace period is killed.
  @Override
  public void shutdown() {
    dispatcher.shutdown();
    slots.forEach(WorkerSlot::dismissIfBooting);
  }

  /// Takes no more tasks, interrupts those that run, and kills a worker whose task has not ended
  /// after the grace period; that task fails with a [WorkerDiedException].
  ///
  /// @return the futures of what had not begun: cancel them, or run them here
  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> waiting = List.copyOf(dispatcher.stop());
    slots.forEach(WorkerSlot::stop);
    return waiting;
  }

  @Override
  public boolean isShutdown() {
    return dispatcher.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return isShutdown() && slots.stream().noneMatch(slot -> slot.thread().isAlive());
  }

  /// Waits until every worker is reaped and every thread of this pool has ended.
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + unit.toNanos(timeout);
    for (WorkerSlot slot : slots) {
      slot.thread().join(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }
    return isTerminated();
  }

  /// What a pool can be told before it starts. For one thread.
  public static final class Builder {
    private int size = Runtime.getRuntime().availableProcessors();
    private JvmCommand command = JvmCommand.likeThisOne(WorkerMain.class);
    private TaskThreads threads = TaskThreads.MAIN;
    private int virtualThreads;
    private WorkerInitializer initializer = WorkerInitializer.NONE;
    private Duration grace = Duration.ofSeconds(5);

    private Builder() {}

    /// Number of workers; as many as there are processors unless given.
    ///
    /// @param workers at least 1
    /// @return this
    public Builder size(int workers) {
      if (workers < 1) {
        throw new IllegalArgumentException("a pool needs at least 1 worker: " + workers);
      }
      size = workers;
      return this;
    }

    /// Lets workers run several tasks at once, in a virtual thread each; one at a time in their
    /// main threads unless given. A worker that dies takes all its tasks with it.
    ///
    /// @param tasksAtOnce over the whole pool, shared out among the workers: at least one each
    /// @return this
    public Builder virtualThreads(int tasksAtOnce) {
      threads = TaskThreads.VIRTUAL;
      virtualThreads = tasksAtOnce;
      return this;
    }

    /// Options of the workers' JVMs; none unless given.
    ///
    /// @param options such as `-Xmx256m`
    /// @return this
    public Builder jvmOptions(List<String> options) {
      command = command.withJvmOptions(options);
      return this;
    }

    /// Where workers find classes, this library's among them; the class path of this JVM unless
    /// given.
    ///
    /// @param classPath in the platform's syntax
    /// @return this
    public Builder classPath(String classPath) {
      command = command.withClassPath(classPath);
      return this;
    }

    /// Environment variables that workers have beside those of this JVM.
    ///
    /// @param variables replace those given before
    /// @return this
    public Builder environment(Map<String, String> variables) {
      command = command.withEnvironment(variables);
      return this;
    }

    /// Where workers run; the working directory of this JVM unless given.
    ///
    /// @param directory must exist
    /// @return this
    public Builder workingDirectory(Path directory) {
      command = command.withWorkingDirectory(directory);
      return this;
    }

    /// Runs in each worker before its first task.
    ///
    /// @param initializer must be serialisable
    /// @return this
    public Builder initializer(WorkerInitializer initializer) {
      this.initializer = initializer;
      return this;
    }

    /// How long a worker has to end by itself, once its task was interrupted or it was told to
    /// leave, before it is killed; 5 seconds unless given.
    ///
    /// @param grace not negative
    /// @return this
    public Builder grace(Duration grace) {
      if (grace.isNegative()) {
        throw new IllegalArgumentException("a grace period cannot be negative: " + grace);
      }
      this.grace = grace;
      return this;
    }

    /// Starts all workers, in the background: tasks are accepted at once.
    ///
    /// @return a pool to be closed
    /// @throws IllegalArgumentException if the initializer cannot be serialised, or there are fewer
    ///   virtual threads than workers
    public ProcessPool start() {
      if (capacity() < size) {
        throw new IllegalArgumentException(
            "%d workers need at least as many virtual threads: %d".formatted(size, capacity()));
      }
      ProcessPool pool = new ProcessPool(this, encodedInitializer());
      pool.slots.forEach(slot -> slot.thread().start());
      return pool;
    }

    private byte[] encodedInitializer() {
      try {
        return new Codec(Limits.DEFAULT).encode(initializer);
      } catch (CodecException e) {
        throw new IllegalArgumentException(
            "the initializer must be serialisable: " + e.getMessage(), e);
      }
    }

    private int capacity() {
      return threads == TaskThreads.VIRTUAL ? virtualThreads : size;
    }

    /// What does not divide evenly goes to the workers with the lowest indexes.
    private int capacityOf(WorkerIdentity identity) {
      return capacity() / size + (identity.index() < capacity() % size ? 1 : 0);
    }

    private JvmCommand commandFor(WorkerIdentity identity) {
      return command.withArguments(List.of(identity.name()));
    }
  }
}
