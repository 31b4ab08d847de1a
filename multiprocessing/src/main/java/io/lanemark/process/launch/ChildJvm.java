package io.lanemark.process.launch;

import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The process of a worker in the parent: its standard streams, and its end.
public final class ChildJvm {
  /// A process that belongs to nobody's family may keep the output open after the worker has ended.
  private static final Duration SILENCE = Duration.ofMillis(50);

  private static final int SILENCES = 20;

  /// Without a free file descriptor, the JDK kills no process and does not say so.
  private static final Duration KILL_AGAIN = Duration.ofSeconds(1);

  private final Process process;
  private final ProcessFamily family;
  private final FrameWriter control;
  private final OutputPump output;
  private final OutputPump errors;
  private final Thread exitWatch;
  private final CompletableFuture<Void> exited;
  private volatile boolean killed;
  private boolean reaped;

  private ChildJvm(
      Process process,
      ProcessFamily family,
      LineSink out,
      LineSink err,
      String threadName,
      Thread exitWatch,
      CompletableFuture<Void> exited) {
    this.exitWatch = exitWatch;
    this.exited = exited;
    this.process = process;
    this.family = family;
    this.control = new FrameWriter(process.getOutputStream());
    this.output = new OutputPump(process.inputReader(), out, threadName + "-stdout");
    this.errors = new OutputPump(process.errorReader(), err, threadName + "-stderr");
  }

  /// Watches a process that has just started: threads read what it prints, and wait for its end.
  ///
  /// @param process a JVM that this library has started
  /// @param family of the process
  /// @param out gets the lines of its standard output
  /// @param err gets the lines of its standard error
  /// @param threadName first part of the names of the threads
  /// @return the watched process
  public static ChildJvm watch(
      Process process, ProcessFamily family, LineSink out, LineSink err, String threadName) {
    try {
      CompletableFuture<Void> exited = new CompletableFuture<>();
      Thread exitWatch =
          ExitWatch.start(process, threadName + "-exit", () -> exited.complete(null));
      ChildJvm jvm = new ChildJvm(process, family, out, err, threadName, exitWatch, exited);
      jvm.output.start();
      jvm.errors.start();
      return jvm;
    } catch (RuntimeException | Error e) {
      // Too many threads: a process whose output nobody reads must not run.
      process.destroyForcibly();
      throw e;
    }
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
  /// later. Tries again until it has ended.
  public void kill() {
    if (process.isAlive()) {
      killed = true;
      try {
        ProcessFamily.killTree(process.toHandle());
      } finally {
        ifAliveAfter(KILL_AGAIN, this::kill);
      }
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

  /// What becomes of the processes that it has started, when it has ended.
  public enum Legacy {
    /// They are killed.
    KILLED,
    /// They are asked to end, and killed later.
    ENDED,
    /// The same, if they keep its output open; otherwise they are left to the outer family.
    LEFT
  }

  /// Waits until it has ended, and kills it if it does not end by itself. Then ends what it has
  /// started, and takes what it has printed: its end is its exit, not the end of its output.
  ///
  /// @param grace how long it has to end by itself
  /// @param legacy what becomes of what it has started
  /// @return the exit code; the same if it is called again, by the same thread
  public int reap(Duration grace, Legacy legacy) {
    boolean interrupted = Thread.interrupted();
    while (!reaped) {
      try {
        awaitExit(grace);
        exitWatch.join();
        if (legacy == Legacy.KILLED) {
          family.kill();
        } else if (legacy == Legacy.ENDED || !outputEnds()) {
          family.end();
        }
        boolean _ = outputEnds();
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

  /// Waits until everything that it has printed is read.
  ///
  /// @return false if another process keeps it open
  private boolean outputEnds() throws InterruptedException {
    boolean outputEnded = output.awaitEndOrSilence(SILENCE, SILENCES);
    return errors.awaitEndOrSilence(SILENCE, SILENCES) && outputEnded;
  }

  private void awaitExit(Duration grace) throws InterruptedException {
    if (!process.waitFor(grace)) {
      kill();
      process.waitFor();
    }
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
