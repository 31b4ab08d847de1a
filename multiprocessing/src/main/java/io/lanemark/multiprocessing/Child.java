package io.lanemark.multiprocessing;

import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableRunnable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Corresponds to Python's `multiprocessing.Process`: one body that runs once, at the same time as
/// its parent, in a process, a platform thread or a virtual thread, depending on the [Context].
///
/// A process gets a copy of this object with all that it holds, so it must be serialisable; a
/// thread shares it. What a process prints goes where this process prints, and its standard input
/// is empty.
///
/// When `main` returns, daemons are terminated first, then the JVM waits for the other children. If
/// the JVM ends in any other way, for example by `System.exit`, SIGTERM or SIGKILL, child processes
/// end at once. What a child process has started ends with it. A daemon cannot have children.
///
/// | | process | thread |
/// |---|---|---|
/// | `pid` | its process id | empty |
/// | `exitCode` | 0; 1 after an exception; what it exited with; minus the signal that ended it | 0; 1 after an exception |
/// | `terminate` | SIGTERM | interrupts it |
/// | `kill` | SIGKILL | refused |
///
/// ```java
/// Child child = Context.processes().child(() -> System.out.println("hello")).name("greeter").start();
/// child.join();
/// ```
///
/// A child that was started can be used from any thread.
public class Child implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String MAIN_NAME = "MainProcess";

  private static final ScopedValue<Child> OF_THREAD = ScopedValue.newInstance();
  private static volatile @Nullable Child ofProcess;
  private static final AtomicInteger CHILDREN_OF_MAIN = new AtomicInteger();

  private final transient @Nullable Context context;
  private final @Nullable SerializableRunnable body;

  /// Its number below the numbers of its ancestors, such as `3:1`.
  private final String lineage;

  private final AtomicInteger children = new AtomicInteger();
  private String name;
  private boolean daemon;
  private transient volatile @Nullable ChildRun run;

  /// For subclasses, which override [#run].
  ///
  /// @param context what it runs in
  protected Child(Context context) {
    this(context, null);
  }

  Child(Context context, @Nullable SerializableRunnable body) {
    this.context = context;
    this.body = body;
    Child parent = current();
    this.lineage =
        parent == null
            ? Integer.toString(CHILDREN_OF_MAIN.incrementAndGet())
            : parent.lineage + ":" + parent.children.incrementAndGet();
    this.name = "Process-" + lineage;
  }

  private static @Nullable Child current() {
    return OF_THREAD.isBound() ? OF_THREAD.get() : ofProcess;
  }

  /// The name of the child that calls this.
  ///
  /// @return `MainProcess` if the caller is not in a child
  public static String currentName() {
    Child current = current();
    return current == null ? MAIN_NAME : current.name;
  }

  /// Sets the name. By default, the third child is `Process-3`, and its first child is
  /// `Process-3:1`.
  ///
  /// @param name for messages and for lists of processes
  /// @return this
  public final Child name(String name) {
    checkNotStarted();
    this.name = name;
    return this;
  }

  /// Makes it a daemon: it is terminated when `main` returns, and cannot have children.
  ///
  /// @param daemon by default false
  /// @return this
  public final Child daemon(boolean daemon) {
    checkNotStarted();
    this.daemon = daemon;
    return this;
  }

  private void checkNotStarted() {
    if (run != null) {
      throw new IllegalStateException(name + " was already started");
    }
  }

  /// Runs the body that was passed; subclasses override it. The child calls it. A direct call runs
  /// it in the calling thread and starts nothing.
  ///
  /// @throws Exception ends the child with exit code 1, and a stack trace on standard error
  public void run() throws Exception {
    if (body != null) {
      body.run();
    }
  }

  /// Starts it, once.
  ///
  /// @return this
  /// @throws IllegalStateException if it was already started, or by a daemon, or while a class is
  ///   initialised in a process that was started for a pool or as a child
  /// @throws IllegalArgumentException if it must be sent to another process and cannot be
  ///   serialised; the message names the class and the field
  /// @throws UncheckedIOException if the process cannot be started
  public final synchronized Child start() {
    checkNotStarted();
    refuseInDaemon(name);
    switch (context) {
      case null -> throw new IllegalStateException(name + " was already started, by its parent");
      case ProcessContext processes -> startProcess(processes);
      case ThreadContext threads -> startThread(threads);
    }
    return this;
  }

  private void startProcess(ProcessContext processes) {
    ChildRun started;
    try {
      started = new ProcessRun(processes.startChild(name, new RunInProcess(this)));
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be started: %s".formatted(name, e), e);
    }
    run = started;
    Children.add(started, daemon);
  }

  private void startThread(ThreadContext threads) {
    ThreadRun started =
        new ThreadRun(
            name,
            () ->
                ScopedValue.where(OF_THREAD, this)
                    .<@Nullable Void, Exception>call(
                        () -> {
                          run();
                          return null;
                        }));
    run = started;
    Children.add(started, daemon);
    try {
      threads.childThreads().start(name, daemon, started);
    } catch (RuntimeException | Error e) {
      // Too many threads: nobody must wait for one that never runs.
      started.abandon();
      throw e;
    }
  }

  /// @param what is about to be started
  static void refuseInDaemon(String what) {
    Child current = current();
    if (current != null && current.daemon) {
      throw new IllegalStateException(
          "%s is a daemon and cannot have children: %s".formatted(current.name, what));
    }
  }

  private ChildRun started() {
    ChildRun started = run;
    if (started == null) {
      throw new IllegalStateException(name + " was not started in this process");
    }
    return started;
  }

  /// Waits until it has ended.
  ///
  /// @throws IllegalStateException if it was not started, or waits for itself
  /// @throws InterruptedException if interrupted while waiting
  public final void join() throws InterruptedException {
    boolean ended = false;
    while (!ended) {
      ended = join(Duration.ofDays(1));
    }
  }

  /// Waits until it has ended, for a limited time.
  ///
  /// @param timeout zero or less to return at once
  /// @return whether it has ended
  /// @throws IllegalStateException if it was not started, or waits for itself
  /// @throws InterruptedException if interrupted while waiting
  public final boolean join(Duration timeout) throws InterruptedException {
    CompletableFuture<Integer> exit = started().exitCode();
    if (isCurrent()) {
      throw new IllegalStateException(name + " cannot wait for its own end");
    }
    try {
      exit.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot determine how %s ended".formatted(name), e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // It is about which child, not about what it is like.
  private boolean isCurrent() {
    return current() == this;
  }

  /// Whether it was started and has not ended.
  ///
  /// @return as of now
  public final boolean isAlive() {
    ChildRun started = run;
    return started != null && !started.exitCode().isDone();
  }

  /// Which process it is.
  ///
  /// @return empty before it is started, and for threads
  public final OptionalLong pid() {
    ChildRun started = run;
    return started == null ? OptionalLong.empty() : started.pid();
  }

  /// What it ended with: 0, 1 after an exception; for a process also its exit code, or minus the
  /// signal that ended it. `Runtime.halt(128 + n)` looks like signal n.
  ///
  /// @return empty before it has ended
  public final OptionalInt exitCode() {
    ChildRun started = run;
    return started == null || !started.exitCode().isDone()
        ? OptionalInt.empty()
        : OptionalInt.of(started.exitCode().join());
  }

  /// Its name.
  ///
  /// @return as set, or the default
  public final String name() {
    return name;
  }

  /// Whether it ends with its parent.
  ///
  /// @return as given
  public final boolean isDaemon() {
    return daemon;
  }

  /// Asks it to end: SIGTERM for a process, whose shutdown hooks run; an interrupt for a thread,
  /// which may ignore it. Does not wait.
  ///
  /// @throws IllegalStateException if it was not started
  public final void terminate() {
    started().terminate();
  }

  /// Ends a process and those that it has started: SIGKILL. Does not wait.
  ///
  /// @throws UnsupportedOperationException if it is a thread, because threads cannot be killed
  /// @throws IllegalStateException if it was not started
  public final void kill() {
    started().kill();
  }

  @Override
  public String toString() {
    return name;
  }

  /// Runs in the child's process.
  private record RunInProcess(Child child) implements SerializableCallable<@Nullable Void> {
    @Override
    public @Nullable Void call() throws Exception {
      ofProcess = child;
      child.run();
      return null;
    }
  }
}
