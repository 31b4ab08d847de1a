package io.lanemark.process.worker;

import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Connection;
import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameException;
import io.lanemark.process.ipc.FrameReader;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.JvmRole;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.ipc.ProgressPage;
import io.lanemark.process.ipc.RecordTypes;
import io.lanemark.process.ipc.SocketOpening;
import io.lanemark.process.ipc.ToWorker;
import io.lanemark.process.launch.ArgumentFile;
import io.lanemark.process.launch.OwnExit;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.process.launch.ProcessFamily;
import io.lanemark.process.launch.RecursiveStartCheck;
import io.lanemark.task.WorkerInitializer;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// Runs in a worker JVM: boots, then reads tasks, runs them in the main thread or each in a virtual
/// thread, and writes their outcomes, until the parent tells it to exit. Meanwhile, a second thread
/// reads the parent's other messages.
///
/// Up to the first answer, the code uses no switch over types and no lambda, because linking the
/// first of each takes longer than everything else here.
public final class WorkerMain {
  private static final int BOOT_FAILED_EXIT_CODE = 1;
  private static final int UNANSWERED_EXIT_CODE = 70;

  private final WorkerBoot boot;
  private final ProgressPage page;
  private final FrameReader tasks;
  private final FrameWriter answers;
  private final ResultFlusher flusher;
  private final PayloadCodec codec;
  private final TaskRunner runner;
  private final RunningTasks running;
  private long received;

  private WorkerMain(WorkerBoot boot, ProgressPage page, Connection connection) {
    this.boot = boot;
    this.page = page;
    this.running = new RunningTasks(boot.capacity());
    this.tasks = new FrameReader(connection, boot.maxMessageBytes());
    this.answers = new FrameWriter(connection.output());
    this.flusher = new ResultFlusher(answers);
    this.codec =
        new PayloadCodec(
            new Codec(Limits.ofMessages(boot.maxMessageBytes()), JvmRole.WORKER, null),
            new RecordTypes(boot.records()));
    this.runner = new TaskRunner(codec, answers);
  }

  /// Needs no argument; the parent gives the worker's name, for lists of processes.
  ///
  /// @param arguments the worker's name
  /// @throws IOException if the parent has ended before the worker is connected
  public static void main(String[] arguments) throws IOException {
    ArgumentFile.deleteOfThisJvm();
    RecursiveStartCheck.markStartedJvm();
    SocketOpening socket = SocketOpening.begin();
    FileChannel input = ParentWatch.takeStandardInput();
    // The parent has checked what it writes into this pipe, and nobody else can write there.
    FrameReader parent = new FrameReader(Channels.newInputStream(input), Long.MAX_VALUE);
    Frame first = parent.read();
    if (first == null) {
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
      return;
    }
    WorkerBoot boot = WorkerBoot.of(first);
    if (!mayConnect(parent)) {
      boot.rendezvous().deleteFiles();
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
    }
    ProgressPage page = boot.rendezvous().openPage();
    OwnExit.addHook("exit-mark", new PageMark(page));
    int exitCode;
    // Closed before the exit, so that the parent notices it before the shutdown hooks have run.
    try (Connection connection = boot.rendezvous().connect(socket)) {
      exitCode = new WorkerMain(boot, page, connection).work(input, parent);
    }
    System.exit(exitCode);
  }

  /// Threads of tasks would keep the JVM alive if this one ended in any other way.
  private int work(FileChannel input, FrameReader parent) {
    ParentWatch.haltAfter(input, new ControlMessages(parent));
    try {
      return initialize() ? serve() : BOOT_FAILED_EXIT_CODE;
    } catch (Throwable e) {
      endUnanswered(Thread.currentThread(), e);
      return UNANSWERED_EXIT_CODE;
    }
  }

  /// False if the parent has ended, perhaps while it created the directory.
  private static boolean mayConnect(FrameReader parent) throws IOException {
    Frame frame = parent.read();
    if (frame == null) {
      return false;
    }
    if (ToWorker.of(frame) instanceof ToWorker.Connect) {
      return true;
    }
    throw onWrongChannel(frame);
  }

  private boolean initialize() throws IOException {
    try {
      Object decoded = codec.decode(boot.initializer());
      if (decoded instanceof WorkerInitializer initializer) {
        initializer.initialize(boot.identity());
      } else if (decoded != null) {
        throw new CodecException("expected a WorkerInitializer from the parent", null);
      }
    } catch (Throwable e) {
      answers.write(new FromWorker.BootFailed(runner.encodeThrown(e)).toFrame());
      return false;
    }
    answers.write(new FromWorker.Ready().toFrame());
    return true;
  }

  private int serve() throws IOException {
    for (Frame frame = nextTask(); frame != null; frame = nextTask()) {
      ToWorker message = ToWorker.of(frame);
      if (message instanceof ToWorker.Run(long id, Payload task)) {
        take(id, task);
      } else if (message instanceof ToWorker.Leave) {
        answers.flush();
        return 0;
      } else {
        throw onWrongChannel(frame);
      }
    }
    // Not an exit: it could be over before the parent watch has ended what tasks have started.
    endWithParent();
    return ParentWatch.EXIT_CODE;
  }

  private static void endWithParent() {
    try {
      ProcessFamily.ofThisJvm().end();
    } finally {
      Runtime.getRuntime().halt(ParentWatch.EXIT_CODE);
    }
  }

  /// Waits for the next task. One that does not fit into the memory counts as begun: otherwise it
  /// would be sent to the next worker, and end that one too.
  private @Nullable Frame nextTask() throws IOException {
    try {
      return tasks.read();
    } catch (OutOfMemoryError e) {
      page.begin(received + 1);
      throw e;
    }
  }

  /// Runs a task that the parent has not taken back meanwhile.
  private void take(long id, Payload task) throws IOException {
    received++;
    boolean begins = page.begin(received);
    if (boot.threads() == TaskThreads.MAIN) {
      answer(begins ? run(id, task) : new FromWorker.NotBegun(id, received));
    } else {
      Thread.ofVirtual()
          .name("task-", id)
          .uncaughtExceptionHandler(WorkerMain::endUnanswered)
          .start(() -> runInOwnThread(id, task));
    }
  }

  /// Results that follow in quick succession are sent together.
  private void answer(FromWorker message) throws IOException {
    answers.append(message.toFrame());
    if (tasks.hasNext()) {
      flusher.wake();
    } else {
      answers.flush();
    }
  }

  private FromWorker run(long id, Payload task) {
    try {
      return running.begin(id)
          ? runner.run(id, task)
          : runner.threw(id, new InterruptedException("cancelled before it began"));
    } finally {
      running.end(id);
    }
  }

  private void runInOwnThread(long id, Payload task) {
    writeIfConnected(run(id, task));
  }

  private void writeIfConnected(FromWorker answer) {
    try {
      answers.write(answer.toFrame());
    } catch (IOException e) {
      // The socket has closed: the worker is about to end, and nobody waits for the answer.
    }
  }

  /// If no answer can be sent, for example without memory, the worker ends: the parent then fails
  /// the task. The parent may have ended, too.
  static void endUnanswered(Thread thread, Throwable failure) {
    try {
      failure.printStackTrace();
      ProcessFamily.ofThisJvm().end();
    } finally {
      Runtime.getRuntime().halt(UNANSWERED_EXIT_CODE);
    }
  }

  /// In a thread of its own: a probe that hangs must not stop the worker from reading messages.
  private void inspect(long id, Payload probe) {
    try {
      Thread.ofPlatform()
          .name("probe")
          .daemon()
          .uncaughtExceptionHandler(WorkerMain::endUnanswered)
          .start(() -> writeIfConnected(runner.run(id, probe)));
    } catch (OutOfMemoryError e) {
      // Too many threads.
      writeIfConnected(runner.threw(id, e));
    }
  }

  private static FrameException onWrongChannel(Frame frame) {
    return new FrameException("a %s frame came on the wrong channel".formatted(frame.type()));
  }

  /// Messages of the parent other than tasks.
  private final class ControlMessages implements ParentWatch.Listening {
    private final FrameReader parent;

    ControlMessages(FrameReader parent) {
      this.parent = parent;
    }

    @Override
    public void readToEnd() throws IOException {
      for (Frame frame = parent.read(); frame != null; frame = parent.read()) {
        handle(frame);
      }
    }

    @Override
    public void beforeHalt() {
      ProcessFamily.ofThisJvm().end();
    }

    /// No switch over types: linking the first one costs every worker a megabyte.
    private void handle(Frame frame) throws FrameException {
      ToWorker message = ToWorker.of(frame);
      if (message instanceof ToWorker.Skip(long id)) {
        running.skip(id);
      } else if (message instanceof ToWorker.Interrupt(long id)) {
        running.interrupt(id);
      } else if (message instanceof ToWorker.Inspect(long id, Payload probe)) {
        inspect(id, probe);
      } else {
        throw onWrongChannel(frame);
      }
    }
  }

  /// Records that this JVM exits by itself.
  private record PageMark(ProgressPage page) implements Runnable {
    @Override
    public void run() {
      page.exits();
    }
  }
}
