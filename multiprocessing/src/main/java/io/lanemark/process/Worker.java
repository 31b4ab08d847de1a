package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameReader;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.PrivateSocket;
import io.lanemark.process.ipc.UninterruptibleSocket;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A worker that is connected, as its parent has it: runs one task at a time.
///
/// Life cycle: `idle <-> assigned -> sent -> idle`, and from each of them `-> gone`. A task is
/// assigned under the dispatcher's lock and sent outside of it; whoever ends the worker learns
/// which task it had, and whether it can have begun.
final class Worker implements Closeable {
  private final ChildJvm jvm;
  private final UninterruptibleSocket socket;
  private final FrameReader answers;
  private final FrameWriter tasks;

  private volatile @Nullable RemoteTask<?> current;
  private boolean sent;
  private boolean gone;

  private Worker(ChildJvm jvm, UninterruptibleSocket socket) {
    this.jvm = jvm;
    this.socket = socket;
    this.answers = new FrameReader(socket.input(), Limits.DEFAULT.maxBytes());
    this.tasks = new FrameWriter(socket.output());
  }

  /// Waits until the JVM has connected.
  static Worker connect(ChildJvm jvm, WorkerIdentity identity, byte[] initializer)
      throws IOException {
    try (PrivateSocket host = PrivateSocket.open()) {
      jvm.whenExited(() -> stopWaiting(host));
      jvm.say(new WorkerBoot(host.rendezvous(), identity, initializer).toFrame());
      Worker worker = new Worker(jvm, host.accept());
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

  synchronized void assign(RemoteTask<?> task) {
    current = task;
    sent = false;
  }

  /// Sends the assigned task. Where that fails the worker is about to be found dead.
  synchronized void send() {
    RemoteTask<?> task = current;
    if (gone || task == null) {
      return;
    }
    try {
      tasks.write(task.toMessage().toFrame());
      sent = true;
      task.sent();
    } catch (IOException e) {
      // Its reader sees the same end, and sees to the task that was not sent.
    }
  }

  /// Takes the task that has this id, if the worker has it.
  synchronized @Nullable RemoteTask<?> finish(long id) {
    RemoteTask<?> task = current;
    if (task == null || task.id() != id) {
      return null;
    }
    current = null;
    return task;
  }

  /// Marks it as gone: nothing is sent any more.
  synchronized Remains end() {
    gone = true;
    return new Remains(current, sent);
  }

  /// Interrupts a task, if it runs here.
  void cancel(long id) {
    say(new ToWorker.Cancel(id));
  }

  void inspect(Probe probe) {
    say(new ToWorker.Inspect(probe.id(), probe.encoded()));
  }

  /// Interrupts the task and kills the worker when the time is up. Takes no lock: a task may be on
  /// its way to a worker that does not read.
  void stop(Duration grace) {
    jvm.killAfter(grace);
    RemoteTask<?> task = current;
    if (task != null) {
      cancel(task.id());
    }
  }

  /// Asks it to end in an orderly way, and kills it if it does not.
  void leave(Duration grace) {
    try {
      tasks.write(new ToWorker.Leave().toFrame());
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

  /// What a worker had when it went.
  ///
  /// @param task null if none
  /// @param mayHaveBegun false if the worker cannot have seen it whole
  record Remains(@Nullable RemoteTask<?> task, boolean mayHaveBegun) {}
}
