package io.lanemark.process;

import io.lanemark.process.aot.AotCacheFolder;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.task.AbstractTaskExecutor;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.nio.file.Files;
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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A fixed number of worker JVMs that run one task at a time each, or several in virtual threads.
///
/// Tasks wait in one queue, first come, first served; while that is full, `submit` waits. A task
/// and its result are serialised: the worker has a copy, and so has the caller. What cannot be
/// serialised, or is larger than a frame of 64 MiB, is refused in `submit`, which names the class
/// and the field.
///
/// A worker has one task at a time. While tasks prove to take less than a millisecond, it is sent
/// some ahead; what it has not begun is taken back as soon as another worker has nothing to do.
///
/// What happened in a thread before it submits a task happens before the task runs, and what the
/// task did happens before its future completes.
///
/// A task ends with its result, with the exception that it threw, with a [WorkerDiedException] if
/// its worker ended meanwhile, with a [DeadlineExceededException] if it may not take so long, or
/// cancelled; exactly once. A body runs at most once. A dead worker is replaced, and tasks that had
/// not begun there run elsewhere. Where workers fail to boot three times in a row, the pool is
/// broken: all that waits fails with a [WorkerBootException], and later tasks are refused.
///
/// What a worker prints is forwarded to `System.out` and `System.err` with the worker's name in
/// front, unless the pool was built otherwise. Workers halt when this JVM ends, however it ends,
/// and end the processes that their tasks have started; close the pool to let them end in order.
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

  /// A pool that lives no longer would not see the cache that is made for it.
  private static final Duration AOT_CACHE_DELAY = Duration.ofSeconds(5);

  /// Has a JVM map its archive of classes where it was made for: at a random address it would write
  /// most of the pages anew, and workers would share few of them.
  private static final List<String> SHARED_CLASS_PAGES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  private final AtomicLong ids = new AtomicLong();
  private final Settings settings;
  private final PoolJournal journal;
  private final PayloadCodec codec;
  private final Dispatcher dispatcher;
  private final List<WorkerSlot> slots;

  private ProcessPool(Settings settings) {
    String name = "process-pool-" + POOLS.incrementAndGet();
    this.settings = settings;
    this.journal = new PoolJournal(name);
    this.codec = new PayloadCodec(Limits.DEFAULT, settings.records());
    this.dispatcher = new Dispatcher(settings);
    this.slots =
        settings.workers().stream()
            .map(identity -> new WorkerSlot(journal, identity, settings, dispatcher, codec))
            .toList();
  }

  /// What a pool can be told.
  ///
  /// @return with every default set
  public static Builder builder() {
    return new Builder();
  }

  /// One worker that runs one task at a time.
  static Builder startedBy(JvmCommand command, TaskThreads threads) {
    Builder plan = new Builder();
    plan.command = command;
    return switch (threads) {
      case MAIN -> plan.size(1);
      case VIRTUAL -> plan.size(1).virtualThreads(1);
    };
  }

  @Override
  public int workers() {
    return settings.tasksAtOnce();
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

  /// What has become of tasks and workers so far. Cheap enough to be asked every second.
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

  /// What the threads of a worker do, virtual ones included, while its tasks run; as `jcmd <pid>
  /// Thread.dump_to_file` tells it.
  ///
  /// @param pid of a worker, see [#pids]
  /// @param limit how long to wait for the answer; a worker that was stopped gives none
  /// @return a few lines for each thread
  /// @throws IllegalArgumentException if no worker has this process id
  /// @throws ExecutionException if the worker could not tell, or ended meanwhile
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
                        "expected the process id of a worker, one of %s: %d"
                            .formatted(pids(), pid)));
    Probe question = new Probe(ids.incrementAndGet(), encode(new ThreadDump()));
    slot.inspect(question);
    Optional<FromWorker> said = question.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (said.isEmpty()) {
      throw new ExecutionException(
          new IllegalStateException("the worker with the process id %d has ended".formatted(pid)));
    }
    return String.valueOf(decodeAnswer(said.get()));
  }

  /// Whether workers start from an AOT cache, and why not.
  ///
  /// @return as of the last worker that was started
  public AotCacheState aotCache() {
    return settings.launch().aotCache().state();
  }

  @Override
  protected <V extends @Nullable Object> TaskFuture<V> start(Callable<V> body) {
    RemoteTask<V> task = new RemoteTask<>(journal, ids.incrementAndGet(), body, encode(body));
    dispatcher.submit(task, !isOwnThread());
    return task;
  }

  /// What runs in a thread that reads from a worker must not wait for workers.
  private boolean isOwnThread() {
    Thread current = Thread.currentThread();
    return slots.stream().anyMatch(slot -> slot.thread().equals(current));
  }

  /// As promised by the interface; waits for workers that are still booting.
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
      Optional<FromWorker> said = question.answer().get();
      if (said.isPresent()) {
        answers.add((V) decodeAnswer(said.get()));
      }
    }
    return answers;
  }

  private @Nullable Object decodeAnswer(FromWorker said) throws ExecutionException {
    return switch (said) {
      case FromWorker.Returned(_, Payload result) -> {
        try {
          yield codec.decode(result);
        } catch (CodecException e) {
          throw new ExecutionException(e);
        }
      }
      case FromWorker.Threw(_, Payload thrown) ->
          throw new ExecutionException(Thrown.decode(codec, thrown));
      case FromWorker.Ready _, FromWorker.BootFailed _, FromWorker.NotBegun _ ->
          throw new IllegalStateException("not the answer to a probe: " + said);
    };
  }

  private Payload encode(Object body) {
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
    settings.launch().aotCache().stop();
    slots.forEach(WorkerSlot::dismissIfBooting);
  }

  /// Takes no more tasks, interrupts those that run, and kills a worker whose task has not ended
  /// after the grace period; that task fails with a [WorkerDiedException].
  ///
  /// @return the futures of what had not begun: cancel them, or run them here
  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> waiting = List.copyOf(dispatcher.stop());
    settings.launch().aotCache().stop();
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
        && settings.launch().aotCache().hasEnded()
        && slots.stream().noneMatch(slot -> slot.thread().isAlive());
  }

  /// Waits until every worker is reaped and every thread of this pool has ended.
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + unit.toNanos(timeout);
    for (WorkerSlot slot : slots) {
      slot.thread().join(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    }
    settings
        .launch()
        .aotCache()
        .awaitEnd(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
    boolean terminated = isTerminated();
    if (terminated && settings.watch() != null) {
      settings.watch().shutdown();
    }
    return terminated;
  }

  /// What a pool can be told before it starts. For one thread.
  public static final class Builder {
    private int size = Runtime.getRuntime().availableProcessors();
    private JvmCommand command = JvmCommand.likeThisOne(WorkerMain.class);
    private TaskThreads threads = TaskThreads.MAIN;
    private int virtualThreads;
    private WorkerInitializer initializer = WorkerInitializer.NONE;
    private Duration grace = Duration.ofSeconds(5);
    private @Nullable Duration deadline;
    private Recycling recycling = Recycling.NEVER;
    private int bootAttempts = 3;
    private int queueCapacity = 100_000;
    private WhenFull whenFull = WhenFull.BLOCK;
    private List<String> records = List.of();
    private WorkerOutput output = new WorkerOutput.Forward();
    private AotCacheUse aotCacheUse = AotCacheUse.IN_BACKGROUND;
    private AotCacheFolder aotCacheFolder = AotCacheFolder.ofUser();

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

    /// Options of the workers' JVMs. Unless they name a garbage collector, workers that run one
    /// task at a time have the serial one, which has no threads of its own.
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

    /// Bounds how long a task may take from when it is sent to its worker; no bound unless given. A
    /// task whose time is up fails with a [DeadlineExceededException] at once, and is interrupted;
    /// if its body goes on for longer than the grace period its worker is killed, with the
    /// processes below it. A worker that was stopped ends in this way too. Tasks are not sent
    /// ahead.
    ///
    /// @param deadline positive
    /// @return this
    public Builder deadline(Duration deadline) {
      if (!deadline.isPositive()) {
        throw new IllegalArgumentException("a deadline must be positive: " + deadline);
      }
      this.deadline = deadline;
      return this;
    }

    /// Replaces a worker that has served for long enough, between two tasks: up to a tenth earlier,
    /// so that workers do not leave together. Never, unless given.
    ///
    /// @param tasks at least 1
    /// @return this
    public Builder recycleAfterTasks(int tasks) {
      if (tasks < 1) {
        throw new IllegalArgumentException("a worker needs at least 1 task: " + tasks);
      }
      recycling = new Recycling(tasks, recycling.aboveBytes());
      return this;
    }

    /// Replaces a worker that has become large, between two tasks; looked at once a second at most,
    /// where there is a `/proc`. Never, unless given.
    ///
    /// @param residentBytes of its process; positive
    /// @return this
    public Builder recycleAbove(long residentBytes) {
      if (residentBytes < 1) {
        throw new IllegalArgumentException("a worker needs memory: " + residentBytes);
      }
      recycling = new Recycling(recycling.afterTasks(), residentBytes);
      return this;
    }

    /// How many failures to boot in a row break the pool; 3 unless given. Workers that die later do
    /// not count.
    ///
    /// @param attempts at least 1
    /// @return this
    public Builder bootAttempts(int attempts) {
      if (attempts < 1) {
        throw new IllegalArgumentException("a worker needs at least 1 attempt: " + attempts);
      }
      bootAttempts = attempts;
      return this;
    }

    /// How many tasks may wait, and what becomes of one more; 100,000 unless given, then `submit`
    /// blocks.
    ///
    /// @param tasks at least 1
    /// @param whenFull wait or refuse
    /// @return this
    public Builder queue(int tasks, WhenFull whenFull) {
      if (tasks < 1) {
        throw new IllegalArgumentException("a queue needs room for at least 1 task: " + tasks);
      }
      queueCapacity = tasks;
      this.whenFull = whenFull;
      return this;
    }

    /// Records that cross as a number and their components, and not by Java serialisation, as tasks
    /// or as results: several times as fast.
    ///
    /// @param types replace those given before
    /// @return this
    /// @throws IllegalArgumentException if the components of a record may not be read
    @SafeVarargs
    @SuppressWarnings("varargs") // They are only read.
    public final Builder register(Class<? extends Record>... types) {
      List<Class<? extends Record>> all = List.of(types);
      all.forEach(RecordTypes::check);
      records = all.stream().map(Class::getName).toList();
      return this;
    }

    /// What becomes of what workers print; forwarded with the worker's name in front unless given.
    ///
    /// @param output one of four
    /// @return this
    public Builder output(WorkerOutput output) {
      if (output instanceof WorkerOutput.ToFolder(Path folder) && !Files.isDirectory(folder)) {
        throw new IllegalArgumentException("the folder of an output must exist: " + folder);
      }
      this.output = output;
      return this;
    }

    /// Whether workers start from an AOT cache; in the background unless given. Where there cannot
    /// be one, they start without, and [ProcessPool#aotCache] tells why: folders of classes on the
    /// class path, and options of the JVM such as `-Xshare` and `-javaagent`.
    ///
    /// @param use when it is made
    /// @return this
    public Builder aotCache(AotCacheUse use) {
      this.aotCacheUse = use;
      return this;
    }

    /// Where AOT caches are kept; `lanemark/aot` in `$XDG_CACHE_HOME` or `~/.cache` unless given. A
    /// cache takes some 15 MB, and the eight that were used last are kept.
    ///
    /// @param folder made where it is missing; nobody else may write there
    /// @return this
    public Builder aotCacheFolder(Path folder) {
      this.aotCacheFolder = new AotCacheFolder(folder);
      return this;
    }

    /// Starts all workers, in the background: tasks are accepted at once.
    ///
    /// @return a pool to be closed
    /// @throws IllegalArgumentException if the initializer cannot be serialised, or there are fewer
    ///   virtual threads than workers
    /// @throws IllegalStateException while a class is initialised in a worker: its workers would
    ///   load that class again, and so on
    public ProcessPool start() {
      StartGuard.refuseWhileClassIsInitialised("a pool");
      int tasksAtOnce = threads == TaskThreads.VIRTUAL ? virtualThreads : size;
      if (tasksAtOnce < size) {
        throw new IllegalArgumentException(
            "%d workers need at least as many virtual threads: %d".formatted(size, tasksAtOnce));
      }
      RecordTypes types = new RecordTypes(records);
      ProcessPool pool =
          new ProcessPool(
              new Settings(
                  size,
                  launch(),
                  threads,
                  tasksAtOnce,
                  types,
                  encodedInitializer(types),
                  grace,
                  deadline == null ? null : new TaskWatch(deadline, grace),
                  recycling,
                  bootAttempts,
                  queueCapacity,
                  whenFull));
      pool.slots.forEach(slot -> slot.thread().start());
      return pool;
    }

    private Payload encodedInitializer(RecordTypes types) {
      try {
        // Nothing at all takes much less time to decode.
        return new PayloadCodec(Limits.DEFAULT, types)
            .encode(initializer.equals(WorkerInitializer.NONE) ? null : initializer)
            .detached();
      } catch (CodecException e) {
        throw new IllegalArgumentException(
            "the initializer must be serialisable: " + e.getMessage(), e);
      }
    }

    /// One task at a time needs no collector that runs beside it, or in several threads. What the
    /// caller says comes last, and holds.
    private JvmCommand workerCommand() {
      List<String> options = new ArrayList<>(SHARED_CLASS_PAGES);
      if (threads != TaskThreads.VIRTUAL && !command.choosesCollector()) {
        options.add("-XX:+UseSerialGC");
      }
      options.addAll(command.jvmOptions());
      return command.withJvmOptions(options);
    }

    private WorkerLaunch launch() {
      JvmCommand plain = workerCommand();
      return new WorkerLaunch(
          plain,
          new WorkerAotCache(aotCacheUse, aotCacheFolder, plain, threads, AOT_CACHE_DELAY),
          output);
    }

    /// What a JVM is started with.
    JvmCommand command() {
      return command;
    }
  }
}
