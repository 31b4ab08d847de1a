package io.lanemark.process;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.JvmRole;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.process.ipc.Rendezvous;
import io.lanemark.process.launch.AotCacheFolder;
import io.lanemark.process.launch.ProcessFamily;
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
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The settings of a [ProcessPool] that is to be started. For one thread.
public final class ProcessPoolBuilder {
  /// A pool that lives for less time would not use the cache that is made for it.
  private static final Duration AOT_CACHE_DELAY = Duration.ofSeconds(5);

  /// What reports a failure must fit.
  private static final int LEAST_MESSAGE_BYTES = 64 * 1024;

  /// Makes the JVM map its class archive at the address that it was made for. At a random address
  /// it would rewrite most of the pages, and workers would share few of them.
  private static final List<String> SHARED_CLASS_PAGES =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  private @Nullable Integer size;
  private JvmSettings jvm = JvmSettings.ofThisJvm();
  private TaskThreads threads = TaskThreads.MAIN;
  private int virtualThreads;
  private WorkerInitializer initializer = WorkerInitializer.NONE;
  private Duration grace = Duration.ofSeconds(5);
  private @Nullable Duration deadline;
  private Recycling recycling = Recycling.NEVER;
  private int bootAttempts = 3;
  private boolean partial = true;
  private int queueCapacity = 100_000;
  private WhenFull whenFull = WhenFull.BLOCK;
  private long maxMessageBytes = Limits.DEFAULT.maxBytes();
  private RecordTypes records = RecordTypes.NONE;
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

  /// Number of workers; by default the number of processors.
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

  /// Number of workers.
  ///
  /// @return empty if it has not been set
  public OptionalInt size() {
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /// Lets workers run several tasks at once, in a virtual thread each; by default they run one at a
  /// time in the main thread. If a worker dies, all its tasks fail.
  ///
  /// @param tasksAtOnce over the whole pool, divided among the workers: at least one each
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

  /// Options of the workers' JVMs. Unless they select a garbage collector, workers that run one
  /// task at a time use the serial collector, which has no threads of its own.
  ///
  /// @param options such as `-Xmx256m`
  /// @return this
  public ProcessPoolBuilder jvmOptions(List<String> options) {
    jvm = jvm.withOptions(options);
    return this;
  }

  /// Where workers find classes, including those of this library; by default the class path of this
  /// JVM, which is empty if this program runs on the module path.
  ///
  /// @param classPath in the platform's syntax
  /// @return this
  public ProcessPoolBuilder classPath(String classPath) {
    jvm = jvm.withClassPath(classPath);
    return this;
  }

  /// Environment variables that workers have in addition to those of this JVM.
  ///
  /// @param variables replace those given before
  /// @return this
  public ProcessPoolBuilder environment(Map<String, String> variables) {
    jvm = jvm.withEnvironment(variables);
    return this;
  }

  /// Environment variables of this JVM that workers do not have, for example `JAVA_TOOL_OPTIONS`
  /// with the port of a debugger or of JMX: only one JVM can listen there, so no worker would boot.
  /// By default they have all of them.
  ///
  /// @param names replace those given before; a variable of [#environment] is set all the same
  /// @return this
  public ProcessPoolBuilder withoutEnvironment(String... names) {
    jvm = jvm.withoutEnvironment(names);
    return this;
  }

  /// The working directory of workers; by default the working directory of this JVM.
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

  /// How long a worker may take to end its interrupted task, or to exit when asked to, before it is
  /// killed; by default 5 seconds.
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

  /// Limits how long a task may take, measured from when it is sent to its worker; by default there
  /// is no limit. A task that exceeds its deadline fails with a [DeadlineExceededException] at
  /// once, and is interrupted; if its body continues after the grace period, its worker is killed,
  /// with what its tasks have started. A worker that was stopped ends in this way, too. With a
  /// deadline, tasks are not sent ahead.
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

  /// Replaces a worker after this number of tasks, or up to a tenth earlier, so that workers are
  /// not all replaced at the same time. By default, never.
  ///
  /// @param tasks at least 1
  /// @return this
  public ProcessPoolBuilder recycleAfterTasks(int tasks) {
    if (tasks < 1) {
      throw new IllegalArgumentException("the task limit of a worker must be at least 1: " + tasks);
    }
    recycling = new Recycling(tasks, recycling.aboveBytes());
    return this;
  }

  /// Replaces a worker whose process has become larger than this, between two tasks. Checked at
  /// most once a second, on systems with `/proc`. By default, never.
  ///
  /// @param residentBytes of its process; positive
  /// @return this
  public ProcessPoolBuilder recycleAbove(long residentBytes) {
    if (residentBytes < 1) {
      throw new IllegalArgumentException(
          "the memory limit of a worker must be at least 1 byte: " + residentBytes);
    }
    recycling = new Recycling(recycling.afterTasks(), residentBytes);
    return this;
  }

  /// How many failures to boot in a row break the pool; by default 3. Workers that die later do not
  /// count. While other workers serve or boot, the pool is not broken: it runs with those, says so
  /// where the worker's standard error goes, and tries again after a pause of 1 to 64 seconds.
  ///
  /// @param attempts at least 1
  /// @return this
  public ProcessPoolBuilder bootAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "the number of boot attempts must be at least 1: " + attempts);
    }
    bootAttempts = attempts;
    return this;
  }

  /// Whether the pool runs with the workers that start if others cannot; by default it does. If
  /// not, it is broken as soon as the attempts to start one have failed: tasks that wait fail with
  /// a [WorkerBootException], and it accepts no more.
  ///
  /// @param allowed whether fewer workers suffice
  /// @return this
  public ProcessPoolBuilder partial(boolean allowed) {
    partial = allowed;
    return this;
  }

  /// How many tasks may wait, and what happens to one more; by default 100,000, and then `submit`
  /// blocks.
  ///
  /// @param tasks at least 1
  /// @param whenFull wait or refuse
  /// @return this
  public ProcessPoolBuilder queue(int tasks, WhenFull whenFull) {
    if (tasks < 1) {
      throw new IllegalArgumentException("the queue must have room for at least 1 task: " + tasks);
    }
    queueCapacity = tasks;
    this.whenFull = whenFull;
    return this;
  }

  /// Limits how long the serialised form of a task, of a result or of the initializer may be; by
  /// default about a quarter of this JVM's heap. What is longer fails alone: `submit` refuses the
  /// task, or its future fails.
  ///
  /// Both sides hold a message in memory, next to the object that it encodes. Arrays of bytes of 16
  /// KiB or more are not copied for that.
  ///
  /// @param bytes at least 65,536
  /// @return this
  public ProcessPoolBuilder maxMessageBytes(long bytes) {
    if (bytes < LEAST_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the limit of messages must be at least %d bytes: %d",
              LEAST_MESSAGE_BYTES,
              bytes));
    }
    maxMessageBytes = bytes;
    return this;
  }

  /// The limit of messages.
  ///
  /// @return in bytes, as set so far
  public long maxMessageBytes() {
    return maxMessageBytes;
  }

  /// Records that are sent as a number and their components, as tasks or as results. This is
  /// several times as fast as Java serialisation.
  ///
  /// @param types replace those given before
  /// @return this
  /// @throws IllegalArgumentException if the components of a record cannot be read; a module must
  ///   open the package of its records to this module
  @SafeVarargs
  @SuppressWarnings("varargs") // They are only read.
  public final ProcessPoolBuilder register(Class<? extends Record>... types) {
    records = RecordTypes.of(List.of(types));
    return this;
  }

  /// What happens to the output of workers; by default it is forwarded with the worker's name in
  /// front.
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

  /// Whether workers start from an AOT cache; by default one is made in the background. If there
  /// cannot be one, workers start without it, and [ProcessPool#aotCache] says why: for example
  /// folders of classes on the class path, and JVM options such as `-Xshare` and `-javaagent`.
  ///
  /// @param use when it is made
  /// @return this
  public ProcessPoolBuilder aotCache(AotCacheUse use) {
    this.aotCacheUse = use;
    return this;
  }

  /// Where AOT caches are kept; by default `lanemark/aot` in `$XDG_CACHE_HOME` or `~/.cache`. A
  /// cache takes about 15 MB, and the eight that were used last are kept.
  ///
  /// @param folder created if missing; other users must not be able to write there
  /// @return this
  public ProcessPoolBuilder aotCacheFolder(Path folder) {
    this.aotCacheFolder = new AotCacheFolder(folder.toAbsolutePath());
    return this;
  }

  /// Starts all workers, in the background: tasks are accepted at once.
  ///
  /// Results are decoded with the context class loader of the thread that calls this. If that is
  /// the system class loader, as in threads of the common pool, a class on the call stack that
  /// another class loader has loaded names the loader of the program.
  ///
  /// @return a pool to be closed
  /// @throws IllegalArgumentException if the initializer cannot be serialised, there are fewer
  ///   virtual threads than workers, the class path does not have this library, or a class path,
  ///   option or variable has characters that the locale of this JVM does not have
  /// @throws IllegalStateException while a class is initialised in a worker: its workers would load
  ///   that class again, and start others without end
  public ProcessPool start() {
    RecursiveStartCheck.refuseWhileClassIsInitialised("a pool");
    return ProcessPool.start(settings());
  }

  private PoolSettings settings() {
    int workers = size().orElseGet(Runtime.getRuntime()::availableProcessors);
    int tasksAtOnce = threads == TaskThreads.VIRTUAL ? virtualThreads : workers;
    if (tasksAtOnce < workers) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d workers need at least as many virtual threads: %d",
              workers,
              tasksAtOnce));
    }
    jvm.command(WorkerMain.class).check();
    Rendezvous.checkFolder();
    Limits limits = Limits.ofMessages(maxMessageBytes);
    PayloadCodec codec =
        new PayloadCodec(new Codec(limits, JvmRole.PROGRAM, ProgramLoader.find()), records);
    return new PoolSettings(
        workers,
        tasksAtOnce,
        new PoolSettings.Start(
            launch(), threads, limits, records, codec, encodedInitializer(codec)),
        new PoolSettings.Lifetime(grace, recycling, bootAttempts, partial),
        new PoolSettings.Queue(queueCapacity, whenFull),
        deadline == null ? null : new TaskWatch(deadline, grace));
  }

  private Payload encodedInitializer(PayloadCodec codec) {
    try {
      // Null takes much less time to decode.
      return codec
          .encode(initializer.equals(WorkerInitializer.NONE) ? null : initializer)
          .detached();
    } catch (CodecException e) {
      throw new IllegalArgumentException(
          "the initializer must be serialisable: " + e.getMessage(), e);
    }
  }

  /// A JVM that runs one task at a time needs no concurrent or parallel collector. The caller's
  /// options come last and override these.
  private JvmSettings workerJvm() {
    List<String> options = new ArrayList<>(SHARED_CLASS_PAGES);
    if (threads != TaskThreads.VIRTUAL && !jvm.command(WorkerMain.class).choosesCollector()) {
      options.add("-XX:+UseSerialGC");
    }
    options.addAll(ownSelectorProvider());
    options.addAll(jvm.options());
    return jvm.withOptions(options);
  }

  /// Selects the sockets of a worker, if this JVM uses those of the same JDK: otherwise the worker
  /// would first look for others in every jar of its class path.
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
        output,
        ProcessFamily.create());
  }
}
