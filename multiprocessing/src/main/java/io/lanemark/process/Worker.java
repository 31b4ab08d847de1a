package io.lanemark.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.process.ipc.Connection;
import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameReader;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.PrivateSocket;
import io.lanemark.process.ipc.ProgressPage;
import io.lanemark.process.ipc.Rendezvous;
import io.lanemark.process.ipc.ToWorker;
import io.lanemark.process.launch.ChildJvm;
import io.lanemark.task.WorkerIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A connected worker, as its parent sees it.
///
/// The dispatcher assigns tasks one thread at a time and sends them later, when it holds no lock,
/// so that tasks are `assigned -> sent -> begun -> finished`. At the end of the worker it is known
/// which tasks it had, and which of them had begun.
final class Worker implements Closeable {

  /// What is sent ahead to a worker must fit into the buffers of the connection, because the thread
  /// that writes it also reads the worker's answers.
  private static final long MAX_PIPELINED_BYTES = 64 * 1024;

  private final ChildJvm jvm;
  private final WorkerIdentity identity;
  private final int capacity;
  private final @Nullable Pipeline pipeline;
  private final @Nullable TaskWatch watch;
  private final int lastTask;
  private final Connection connection;
  private final ProgressPage page;
  private final FrameReader answers;
  private final FrameWriter messages;
  private final Map<Long, RemoteTask<?>> tasks = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  private volatile boolean gone;
  private volatile boolean retires;
  private volatile long heardNanos = System.nanoTime();
  private final AtomicBoolean dismissed = new AtomicBoolean();
  private final AtomicInteger assigned = new AtomicInteger();

  @GuardedBy("this")
  private long sent;

  private Worker(
      ChildJvm jvm,
      WorkerIdentity identity,
      PoolSettings settings,
      Connection connection,
      ProgressPage page) {
    this.jvm = jvm;
    this.identity = identity;
    this.capacity = settings.tasksAtOnce(identity);
    this.pipeline = settings.pipelines() ? new Pipeline() : null;
    this.watch = settings.watch();
    this.lastTask = settings.lifetime().recycling().tasksOfOneWorker();
    this.connection = connection;
    this.page = page;
    this.answers = new FrameReader(connection, settings.worker().limits().maxBytes());
    this.messages = new FrameWriter(connection.output());
  }

  /// Waits until the JVM has connected.
  static Worker connect(ChildJvm jvm, WorkerIdentity identity, PoolSettings settings)
      throws IOException {
    Rendezvous rendezvous = Rendezvous.random();
    jvm.sendControl(settings.boot(rendezvous, identity).toFrame());
    try (PrivateSocket host = PrivateSocket.listenAt(rendezvous)) {
      ProgressPage page = host.createPage();
      jvm.whenExited(() -> stopWaiting(host));
      jvm.sendControl(new ToWorker.Connect().toFrame());
      Worker worker = new Worker(jvm, identity, settings, host.accept(), page);
      jvm.whenExited(worker.connection::peerEnded);
      return worker;
    }
  }

  private static void stopWaiting(PrivateSocket host) {
    try {
      host.close();
    } catch (IOException e) {
      // The thread that waits closes it once more, and reports what is wrong.
    }
  }

  WorkerIdentity identity() {
    return identity;
  }

  long pid() {
    return jvm.pid();
  }

  /// Waits for a message of the worker.
  ///
  /// @return null if it has ended
  @Nullable FromWorker read() throws IOException {
    Frame frame = answers.read();
    return frame == null ? null : FromWorker.of(frame);
  }

  /// How many tasks it has. Only the dispatcher increases it.
  int load() {
    return tasks.size();
  }

  /// How many tasks it has been given so far.
  int assigned() {
    return assigned.get();
  }

  boolean isIdle() {
    return tasks.isEmpty();
  }

  /// Whether it can begin a task at once.
  boolean hasRoom() {
    return !gone && !retires && tasks.size() < capacity;
  }

  /// Whether to look for more tasks for it: a pipeline is filled in large steps.
  boolean wantsMore() {
    return pipeline == null ? tasks.size() < capacity : tasks.size() <= pipeline.depth() / 2;
  }

  /// Whether it may be sent this task in addition to those it has.
  boolean takes(RemoteTask<?> task) {
    return !dismissed.get() && (hasRoom() || takesAhead(task));
  }

  private boolean takesAhead(RemoteTask<?> task) {
    return pipeline != null
        && !gone
        && !retires
        && tasks.size() < pipeline.depth()
        && bytes.get() + task.encodedBytes() <= MAX_PIPELINED_BYTES;
  }

  /// Gives it a task, to be sent.
  void assign(RemoteTask<?> task) {
    tasks.put(task.id(), task);
    bytes.addAndGet(task.encodedBytes());
    if (assigned.incrementAndGet() >= lastTask) {
      retires = true;
    }
  }

  /// The worker has been given tasks.
  void filled(boolean wasIdle, long nowNanos) {
    if (pipeline != null) {
      pipeline.filled(wasIdle, nowNanos);
    }
    if (wasIdle) {
      heardNanos = nowNanos;
    }
  }

  /// Sends assigned tasks. Their time starts before, because a worker that was stopped reads
  /// nothing. If it fails, the reader will report the death.
  synchronized void send(List<RemoteTask<?>> batch) {
    if (gone) {
      return;
    }
    try {
      for (RemoteTask<?> task : batch) {
        sent++;
        task.number(sent);
        if (watch != null) {
          watch.watch(task, this);
        }
        messages.append(task.toMessage().toFrame());
      }
      messages.flush();
    } catch (IOException e) {
      // Its reader sees the same end, and sends the tasks elsewhere.
      batch.forEach(RemoteTask::detachOrFail);
    } catch (RuntimeException | Error e) {
      // Half a frame may be written: the next one would be read as the rest of it.
      kill();
      batch.forEach(RemoteTask::detachOrFail);
    }
  }

  /// Removes the task that has this id, if the worker has it. For the thread that reads.
  @Nullable RemoteTask<?> finish(long id) {
    RemoteTask<?> task = tasks.remove(id);
    if (task != null) {
      bytes.addAndGet(-task.encodedBytes());
      heardNanos = System.nanoTime();
      if (pipeline != null) {
        pipeline.taskEnded();
      }
    }
    return task;
  }

  /// Removes a task that was believed to have begun and has not, unless it was sent again since.
  synchronized @Nullable RemoteTask<?> notBegun(long id, long number) {
    RemoteTask<?> task = tasks.get(id);
    if (task == null || task.number() != number) {
      return null;
    }
    task.number(0);
    return finish(id);
  }

  /// The task that has this id, if the worker has it.
  @Nullable RemoteTask<?> task(long id) {
    return tasks.get(id);
  }

  boolean has(RemoteTask<?> task) {
    return tasks.containsKey(task.id());
  }

  /// Whether tasks wait behind the one that it runs.
  boolean hasWaiting() {
    return pipeline != null && tasks.size() > 1;
  }

  /// Whether its last answer is at least this long ago.
  boolean isSilent(long nowNanos, long limitNanos) {
    return nowNanos - heardNanos > limitNanos;
  }

  /// Takes back what waits behind the task that it runs. Called with the dispatcher's lock held, so
  /// it takes its own lock only if nothing large can be on its way to a worker that does not read.
  ///
  /// @return the oldest first
  List<RemoteTask<?>> takeBack() {
    return pipeline != null && hasWaiting() ? takeBack(pipeline) : List.of();
  }

  private synchronized List<RemoteTask<?>> takeBack(Pipeline stalled) {
    stalled.stalled();
    long begun = page.takeBack(sent);
    List<RemoteTask<?>> back = tasks(task -> task.number() > begun);
    for (RemoteTask<?> task : back) {
      tasks.remove(task.id());
      bytes.addAndGet(-task.encodedBytes());
      task.number(0);
    }
    return back;
  }

  private List<RemoteTask<?>> tasks(Predicate<RemoteTask<?>> which) {
    return tasks.values().stream()
        .filter(which)
        .<RemoteTask<?>>map(task -> task)
        .sorted(Comparator.comparingLong(RemoteTask::id))
        .toList();
  }

  /// Marks it as gone: it has no tasks, and nothing is sent any more. Callers that were about to
  /// send a task may change its arrays afterwards.
  ///
  /// @return the tasks that it had, the oldest first
  synchronized List<RemoteTask<?>> end() {
    gone = true;
    List<RemoteTask<?>> had = tasks(_ -> true);
    tasks.clear();
    had.stream().filter(task -> task.number() == 0).forEach(RemoteTask::detachOrFail);
    return had;
  }

  /// Whether it has begun a task that it had when it ended.
  synchronized boolean hasBegun(RemoteTask<?> task) {
    return task.number() != 0 && task.number() <= page.begun();
  }

  /// Whether its process ended by itself rather than by a signal.
  boolean exited() {
    return page.exited();
  }

  /// Prevents a task from beginning, or interrupts it if it has begun.
  void cancel(long id, boolean mayInterruptIfRunning) {
    if (tasks.containsKey(id)) {
      sendControl(mayInterruptIfRunning ? new ToWorker.Interrupt(id) : new ToWorker.Skip(id));
    }
  }

  void inspect(Probe probe) {
    sendControl(new ToWorker.Inspect(probe.id(), probe.encoded()));
  }

  /// Interrupts its tasks and kills the worker when the time is up. Takes no lock: a task may be on
  /// its way to a worker that does not read.
  void stop(Duration grace) {
    jvm.killAfter(grace);
    tasks.keySet().forEach(id -> cancel(id, true));
  }

  /// Kills it and what it has started.
  void kill() {
    jvm.kill();
  }

  /// Ends it once it is idle. For the thread that reads.
  void retire() {
    retires = true;
  }

  boolean retires() {
    return retires;
  }

  /// Decides which thread tells it to exit.
  ///
  /// @return true the first time, if it is idle
  boolean dismiss() {
    return isIdle() && dismissed.compareAndSet(false, true);
  }

  boolean isDismissed() {
    return dismissed.get();
  }

  /// Asks it to exit, and kills it if it does not.
  void leave(Duration grace) {
    try {
      messages.write(new ToWorker.Leave().toFrame());
    } catch (IOException e) {
      // It has already exited.
    }
    jvm.killAfter(grace);
  }

  private void sendControl(ToWorker message) {
    try {
      jvm.sendControl(message.toFrame());
    } catch (IOException e) {
      // It has ended: its reader handles its tasks.
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
