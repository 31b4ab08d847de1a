package io.lanemark.process;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A worker's process as its parent has it: its standard streams, and its end.
final class ChildJvm {
  /// A process that the worker started may hold its output open for longer than it lives.
  private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(1);

  private final Process process;
  private final FrameWriter control;
  private final OutputPump output;
  private final OutputPump errors;
  private final List<Thread> pumps;
  private final CompletableFuture<Void> exited = new CompletableFuture<>();

  private ChildJvm(Process process, WorkerOutput sink, String name, String threadName) {
    this.process = process;
    this.control = new FrameWriter(process.getOutputStream());
    this.output =
        new OutputPump(process.inputReader(), LineTarget.of(sink, name, WorkerOutput.Stream.OUT));
    this.errors =
        new OutputPump(process.errorReader(), LineTarget.of(sink, name, WorkerOutput.Stream.ERR));
    this.pumps =
        List.of(
            pump(threadName + "-stdout", this::pumpThenAwaitExit),
            pump(threadName + "-stderr", errors));
  }

  static ChildJvm start(WorkerLaunch launch, String name, String threadName) throws IOException {
    Process process = launch.start(name);
    try {
      ChildJvm jvm = new ChildJvm(process, launch.output(), name, threadName);
      jvm.pumps.forEach(Thread::start);
      return jvm;
    } catch (RuntimeException | Error e) {
      // Too many threads: what nobody listens to must not run.
      process.destroyForcibly();
      throw e;
    }
  }

  private static Thread pump(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().unstarted(work);
  }

  private void pumpThenAwaitExit() {
    output.run();
    // Whoever interrupts this thread does not end the process by it.
    process.onExit().join();
    exited.complete(null);
  }

  /// Runs an action when the process has ended, or now if it has.
  ///
  /// @param action short; must not throw
  void whenExited(Runnable action) {
    CompletableFuture<Void> _ = exited.thenRun(action);
  }

  /// Says something on the worker's standard input.
  void say(Frame frame) throws IOException {
    control.write(frame);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Kills it and what its tasks have started, if it lives: another process may have its id later.
  void kill() {
    if (process.isAlive()) {
      Descendants.killWithRoot(process.toHandle());
    }
  }

  void killAfter(Duration grace) {
    ifAliveAfter(grace, this::kill);
  }

  /// Runs an action later, unless the process has ended by then.
  ///
  /// @param action short; must not throw
  void ifAliveAfter(Duration delay, Runnable action) {
    CompletableFuture<Void> _ =
        exited
            .copy()
            .orTimeout(TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS)
            .exceptionally(
                _ -> {
                  action.run();
                  return null;
                });
  }

  /// Waits for the end, and brings it about where it does not come by itself. Nothing of the
  /// process is left afterwards.
  ///
  /// @return the exit code
  int reap(Duration grace) {
    boolean interrupted = Thread.interrupted();
    boolean reaped = false;
    while (!reaped) {
      try {
        if (!process.waitFor(grace)) {
          kill();
          process.waitFor();
        }
        for (Thread pump : pumps) {
          pump.join(OUTPUT_LIMIT);
        }
        process.getOutputStream().close();
        reaped = true;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (IOException e) {
        // Its reader has gone: closed all the same.
        reaped = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return process.exitValue();
  }

  /// Whether the JVM said at its end that memory had run out; it says so on standard output.
  boolean saidOutOfMemory() {
    return (output.lastLines() + errors.lastLines()).contains("java.lang.OutOfMemoryError");
  }

  String lastErrorLines() {
    return errors.lastLines();
  }
}
