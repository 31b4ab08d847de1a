package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameReader;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.PrivateSocket;
import io.lanemark.process.ipc.Rendezvous;
import io.lanemark.process.ipc.UninterruptibleSocket;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A worker that is connected, as its parent has it.
///
/// A task is assigned under the dispatcher's lock and sent outside of it, so that tasks are
/// `assigned -> sent -> finished`; whoever ends the worker learns which tasks it had, and which of
/// them can have begun.
final class Worker implements Closeable {
  private final ChildJvm jvm;
  private final int capacity;
  private final UninterruptibleSocket socket;
  private final FrameReader answers;
  private final FrameWriter messages;
  private final Map<Long, RemoteTask<?>> tasks = new ConcurrentHashMap<>();

  private volatile boolean gone;
  private boolean dismissed;

  private Worker(ChildJvm jvm, int capacity, UninterruptibleSocket socket) {
    this.jvm = jvm;
    this.capacity = capacity;
    this.socket = socket;
    this.answers = new FrameReader(socket.input(), Limits.DEFAULT.maxBytes());
    this.messages = new FrameWriter(socket.output());
  }

  /// Waits until the JVM has connected.
  ///
  /// @param capacity how many tasks it may have at once
  static Worker connect(
      ChildJvm jvm, WorkerIdentity identity, TaskThreads threads, int capacity, byte[] initializer)
      throws IOException {
    Rendezvous rendezvous = Rendezvous.random();
    jvm.say(new WorkerBoot(rendezvous, identity, threads, capacity, initializer).toFrame());
    try (PrivateSocket host = PrivateSocket.listenAt(rendezvous)) {
      jvm.whenExited(() -> stopWaiting(host));
      jvm.say(new ToWorker.Connect().toFrame());
      Worker worker = new Worker(jvm, capacity, host.accept());
      jvm.whenExited(worker.socket::peerEnded);
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

  /// Waits for what the worker says.
  ///
  /// @return null when it has gone
  @Nullable FromWorker read() throws IOException {
    Frame frame = answers.read();
    return frame == null ? null : FromWorker.of(frame);
  }

  /// How many tasks it has. Only the dispatcher makes it more.
  int load() {
    return tasks.size();
  }

  boolean isIdle() {
    return tasks.isEmpty();
  }

  boolean hasRoom() {
    return !gone && tasks.size() < capacity;
  }

  void assign(RemoteTask<?> task) {
    tasks.put(task.id(), task);
  }

  /// Sends an assigned task. Where that fails the worker is about to be found dead.
  synchronized void send(RemoteTask<?> task) {
    if (gone) {
      return;
    }
    try {
      messages.write(task.toMessage().toFrame());
      task.sent();
    } catch (IOException e) {
      // Its reader sees the same end, and sees to the task that was not sent.
    }
  }

  /// Takes the task that has this id, if the worker has it.
  @Nullable RemoteTask<?> finish(long id) {
    return tasks.remove(id);
  }

  /// Marks it as gone: nothing is sent any more.
  ///
  /// @return the tasks that it had, the oldest first
  synchronized List<RemoteTask<?>> end() {
    gone = true;
    return tasks.values().stream().sorted(Comparator.comparingLong(RemoteTask::id)).toList();
  }

  /// Interrupts a task, if it runs here.
  void cancel(long id) {
    say(new ToWorker.Cancel(id));
  }

  void inspect(Probe probe) {
    say(new ToWorker.Inspect(probe.id(), probe.encoded()));
  }

  /// Interrupts its tasks and kills the worker when the time is up. Takes no lock: a task may be on
  /// its way to a worker that does not read.
  void stop(Duration grace) {
    jvm.killAfter(grace);
    tasks.keySet().forEach(this::cancel);
  }

  /// Decides who tells it to leave; under the dispatcher's lock.
  ///
  /// @return true the first time, if it has nothing to do
  boolean dismiss() {
    boolean first = isIdle() && !dismissed;
    dismissed |= first;
    return first;
  }

  /// Asks it to end in an orderly way, and kills it if it does not.
  void leave(Duration grace) {
    try {
      messages.write(new ToWorker.Leave().toFrame());
    } catch (IOException e) {
      // It has left already.
    }
    jvm.killAfter(grace);
  }

  private void say(ToWorker message) {
    try {
      jvm.say(message.toFrame());
    } catch (IOException e) {
      // It has gone, and its death answers for it.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
