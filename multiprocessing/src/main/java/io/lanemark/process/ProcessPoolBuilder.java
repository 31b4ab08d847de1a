package io.lanemark.process;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.process.launch.AotCacheFolder;
import io.lanemark.process.launch.RecursiveStartCheck;
import io.lanemark.process.worker.TaskThreads;
import io.lanemark.process.worker.WorkerMain;
import io.lanemark.task.WorkerInitializer;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a [ProcessPool] can be told before it starts. For one thread.
public final class ProcessPoolBuilder {
  /// A pool that lives no longer would not see the cache that is made for it.
  private static final Duration AOT_CACHE_DELAY = Duration.ofSeconds(5);

  /// Has a JVM map its archive of classes where it was made for: at a random address it would write
  /// most of the pages anew, and workers would share few of them.
  private static final List<String> SHARED_CLASS_PAGES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  private int size = Runtime.getRuntime().availableProcessors();
  private JvmSettings jvm = JvmSettings.ofThisJvm();
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

  ProcessPoolBuilder() {}

  /// One worker that runs one task at a time.
  static ProcessPoolBuilder ofOneWorker(JvmSettings settings, TaskThreads threads) {
    ProcessPoolBuilder plan = new ProcessPoolBuilder().jvm(settings);
    return switch (threads) {
      case MAIN -> plan.size(1);
      case VIRTUAL -> plan.size(1).virtualThreads(1);
    };
  }

  /// Number of workers; as many as there are processors unless given.
  ///
  /// @param workers at least 1
  /// @return this
  public ProcessPoolBuilder size(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("a pool needs at least 1 worker: " + workers);
    }
    size = workers;
    return this;
  }

  /// Lets workers run several tasks at once, in a virtual thread each; one at a time in their main
  /// threads unless given. A worker that dies takes all its tasks with it.
  ///
  /// @param tasksAtOnce over the whole pool, shared out among the workers: at least one each
  /// @return this
  public ProcessPoolBuilder virtualThreads(int tasksAtOnce) {
    threads = TaskThreads.VIRTUAL;
    virtualThreads = tasksAtOnce;
    return this;
  }

  /// Sets all of the workers' JVMs at once, with what may be set for each by the methods below.
  ///
  /// @param settings replace what was set before
  /// @return this
  public ProcessPoolBuilder jvm(JvmSettings settings) {
    jvm = settings;
    return this;
  }

  /// The JVMs of the workers.
  ///
  /// @return as set so far
  public JvmSettings jvm() {
    return jvm;
  }

  /// Options of the workers' JVMs. Unless they name a garbage collector, workers that run one task
  /// at a time have the serial one, which has no threads of its own.
  ///
  /// @param options such as `-Xmx256m`
  /// @return this
  public ProcessPoolBuilder jvmOptions(List<String> options) {
    jvm = jvm.withOptions(options);
    return this;
  }

  /// Where workers find classes, this library's among them; the class path of this JVM unless
  /// given.
  ///
  /// @param classPath in the platform's syntax
  /// @return this
  public ProcessPoolBuilder classPath(String classPath) {
    jvm = jvm.withClassPath(classPath);
    return this;
  }

  /// Environment variables that workers have beside those of this JVM.
  ///
  /// @param variables replace those given before
  /// @return this
  public ProcessPoolBuilder environment(Map<String, String> variables) {
    jvm = jvm.withEnvironment(variables);
    return this;
  }

  /// Where workers run; the working directory of this JVM unless given.
  ///
  /// @param directory must exist
  /// @return this
  public ProcessPoolBuilder workingDirectory(Path directory) {
    jvm = jvm.withWorkingDirectory(directory);
    return this;
  }

  /// Runs in each worker before its first task.
  ///
  /// @param initializer must be serialisable
  /// @return this
  public ProcessPoolBuilder initializer(WorkerInitializer initializer) {
    this.initializer = initializer;
    return this;
  }

  /// How long a worker has to end by itself, once its task was interrupted or it was told to leave,
  /// before it is killed; 5 seconds unless given.
  ///
  /// @param grace not negative
  /// @return this
  public ProcessPoolBuilder grace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("a grace period cannot be negative: " + grace);
    }
    this.grace = grace;
    return this;
  }

  /// Bounds how long a task may take from when it is sent to its worker; no bound unless given. A
  /// task whose time is up fails with a [DeadlineExceededException] at once, and is interrupted; if
  /// its body goes on for longer than the grace period its worker is killed, with the processes
  /// below it. A worker that was stopped ends in this way too. Tasks are not sent ahead.
  ///
  /// @param deadline positive
  /// @return this
  public ProcessPoolBuilder deadline(Duration deadline) {
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
  public ProcessPoolBuilder recycleAfterTasks(int tasks) {
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
  public ProcessPoolBuilder recycleAbove(long residentBytes) {
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
  public ProcessPoolBuilder bootAttempts(int attempts) {
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
  public ProcessPoolBuilder queue(int tasks, WhenFull whenFull) {
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
  public final ProcessPoolBuilder register(Class<? extends Record>... types) {
    List<Class<? extends Record>> all = List.of(types);
    all.forEach(RecordTypes::check);
    records = all.stream().map(Class::getName).toList();
    return this;
  }

  /// What becomes of what workers print; forwarded with the worker's name in front unless given.
  ///
  /// @param output one of four
  /// @return this
  public ProcessPoolBuilder output(WorkerOutput output) {
    if (output instanceof WorkerOutput.ToFolder(Path folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("the folder of an output must exist: " + folder);
    }
    this.output = output;
    return this;
  }

  /// Whether workers start from an AOT cache; in the background unless given. Where there cannot be
  /// one, they start without, and [ProcessPool#aotCache] tells why: folders of classes on the class
  /// path, and options of the JVM such as `-Xshare` and `-javaagent`.
  ///
  /// @param use when it is made
  /// @return this
  public ProcessPoolBuilder aotCache(AotCacheUse use) {
    this.aotCacheUse = use;
    return this;
  }

  /// Where AOT caches are kept; `lanemark/aot` in `$XDG_CACHE_HOME` or `~/.cache` unless given. A
  /// cache takes some 15 MB, and the eight that were used last are kept.
  ///
  /// @param folder made where it is missing; nobody else may write there
  /// @return this
  public ProcessPoolBuilder aotCacheFolder(Path folder) {
    this.aotCacheFolder = new AotCacheFolder(folder);
    return this;
  }

  /// Starts all workers, in the background: tasks are accepted at once.
  ///
  /// @return a pool to be closed
  /// @throws IllegalArgumentException if the initializer cannot be serialised, or there are fewer
  ///   virtual threads than workers
  /// @throws IllegalStateException while a class is initialised in a worker: its workers would load
  ///   that class again, and so on
  public ProcessPool start() {
    RecursiveStartCheck.refuseWhileClassIsInitialised("a pool");
    return ProcessPool.start(settings());
  }

  private PoolSettings settings() {
    int tasksAtOnce = threads == TaskThreads.VIRTUAL ? virtualThreads : size;
    if (tasksAtOnce < size) {
      throw new IllegalArgumentException(
          "%d workers need at least as many virtual threads: %d".formatted(size, tasksAtOnce));
    }
    RecordTypes types = new RecordTypes(records);
    return new PoolSettings(
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
        whenFull);
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
  private JvmSettings workerJvm() {
    List<String> options = new ArrayList<>(SHARED_CLASS_PAGES);
    if (threads != TaskThreads.VIRTUAL && !jvm.command(WorkerMain.class).choosesCollector()) {
      options.add("-XX:+UseSerialGC");
    }
    options.addAll(ownSelectorProvider());
    options.addAll(jvm.options());
    return jvm.withOptions(options);
  }

  /// Which sockets a worker has, where this JVM has those of the same JDK: it would look for others
  /// in every jar of its class path first.
  private List<String> ownSelectorProvider() {
    Class<?> provider = SelectorProvider.provider().getClass();
    boolean isOfTheSameJdk =
        provider.getClassLoader() == null
            && jvm.javaHome().equals(Path.of(System.getProperty("java.home")));
    return isOfTheSameJdk
        ? List.of("-D%s=%s".formatted(SelectorProvider.class.getName(), provider.getName()))
        : List.of();
  }

  private WorkerLaunch launch() {
    JvmSettings workerJvm = workerJvm();
    return new WorkerLaunch(
        workerJvm,
        new WorkerAotCache(aotCacheUse, aotCacheFolder, workerJvm, threads, AOT_CACHE_DELAY),
        output);
  }
}
