package io.lanemark.process.launch;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The process of a worker in the parent: its standard streams, and its end.
public final class ChildJvm {
  /// A process that the worker started may keep its output open after the worker has ended.
  private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(1);

  private final Process process;
  private final FrameWriter control;
  private final OutputPump output;
  private final OutputPump errors;
  private final List<Thread> pumps;
  private final CompletableFuture<Void> exited = new CompletableFuture<>();
  private volatile boolean killed;

  private ChildJvm(Process process, LineSink out, LineSink err, String threadName) {
    this.process = process;
    this.control = new FrameWriter(process.getOutputStream());
    this.output = new OutputPump(process.inputReader(), out);
    this.errors = new OutputPump(process.errorReader(), err);
    this.pumps =
        List.of(
            pump(threadName + "-stdout", this::pumpThenAwaitExit),
            pump(threadName + "-stderr", errors));
  }

  /// Watches a process that has just started: threads read what it prints.
  ///
  /// @param process a JVM that this library has started
  /// @param out gets the lines of its standard output
  /// @param err gets the lines of its standard error
  /// @param threadName first part of the names of the threads
  /// @return the watched process
  public static ChildJvm watch(Process process, LineSink out, LineSink err, String threadName) {
    try {
      ChildJvm jvm = new ChildJvm(process, out, err, threadName);
      jvm.pumps.forEach(Thread::start);
      return jvm;
    } catch (RuntimeException | Error e) {
      // Too many threads: a process whose output nobody reads must not run.
      process.destroyForcibly();
      throw e;
    }
  }

  private static Thread pump(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().unstarted(work);
  }

  private void pumpThenAwaitExit() {
    output.run();
    // An interrupt of this thread does not end the process.
    process.onExit().join();
    exited.complete(null);
  }

  /// Runs an action when the process has ended, or now if it has.
  ///
  /// @param action short; must not throw
  public void whenExited(Runnable action) {
    CompletableFuture<Void> _ = exited.thenRun(action);
  }

  /// Sends a frame on the worker's standard input.
  ///
  /// @param frame what to send
  /// @throws IOException if it cannot be written
  public void sendControl(Frame frame) throws IOException {
    control.write(frame);
  }

  /// Which process it is.
  ///
  /// @return its process id
  public long pid() {
    return process.pid();
  }

  /// Whether it has not ended yet.
  ///
  /// @return true while it runs
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Kills it and what its tasks have started, if it is alive: another process may get its id
  /// later.
  public void kill() {
    if (process.isAlive()) {
      killed = true;
      Descendants.killWithRoot(process.toHandle());
    }
  }

  /// Whether [#kill] found it alive.
  ///
  /// @return true from then on
  public boolean wasKilled() {
    return killed;
  }

  /// Kills it later, unless it has ended by then.
  ///
  /// @param grace how long it has
  public void killAfter(Duration grace) {
    ifAliveAfter(grace, this::kill);
  }

  /// Runs an action later, unless the process has ended by then.
  ///
  /// @param action short; must not throw
  /// @param delay how much later
  public void ifAliveAfter(Duration delay, Runnable action) {
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

  /// Waits until it has ended, and kills it if it does not end by itself. Nothing of the process is
  /// left afterwards.
  ///
  /// @param grace how long it has to end by itself
  /// @return the exit code
  public int reap(Duration grace) {
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
        // Its reader has ended: it is closed anyway.
        reaped = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return process.exitValue();
  }

  /// Whether the JVM printed at its end that it had run out of memory; it prints that on standard
  /// output.
  ///
  /// @return whether its last lines say so
  public boolean saidOutOfMemory() {
    return (output.lastLines() + errors.lastLines()).contains("java.lang.OutOfMemoryError");
  }

  /// What it wrote to standard error last.
  ///
  /// @return some lines; may be empty
  public String lastErrorLines() {
    return errors.lastLines();
  }
}
