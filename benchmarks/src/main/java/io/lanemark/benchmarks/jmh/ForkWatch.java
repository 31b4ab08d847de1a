package io.lanemark.benchmarks.jmh;

import io.lanemark.benchmarks.suite.ForkStage;
import io.lanemark.process.launch.ProcessFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Ends the fork of a trial that cannot end itself, because it does not start, was stopped by a
/// signal, or has no memory left. Usually the fork notices by itself that a stage takes too long,
/// and knows more about it: the host waits for a while longer.
///
/// For the thread that runs the trial. JMH waits until all processes have closed the output of the
/// fork; if one of them stays, an interrupt of that thread ends the waiting.
final class ForkWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration END_DEADLINE = Duration.ofSeconds(10);

  private final Path folder;
  private final Duration grace;
  private final ForkStage start;
  private final Set<Long> others =
      ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  private final Thread caller = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<ForkStage> overrun = Optional.empty();
  private volatile boolean interrupts;

  /// Watches the fork that this thread is about to start.
  ///
  /// @param folder of the trial
  /// @param allowance how long each stage may take beyond its planned time
  ForkWatch(Path folder, Duration allowance) {
    this(folder, allowance, GRACE);
  }

  ForkWatch(Path folder, Duration allowance, Duration grace) {
    this.folder = folder;
    this.grace = grace;
    this.start = new ForkStage("the start of the fork", allowance);
    this.thread = Thread.ofPlatform().daemon().name("fork-watch").start(this::watch);
  }

  private void watch() {
    try {
      ForkStage stage = start;
      long beganNanos = System.nanoTime();
      while (!closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        ForkStage now = ForkStage.read(folder).orElse(stage);
        if (!now.equals(stage)) {
          stage = now;
          beganNanos = System.nanoTime();
        } else if (System.nanoTime() - beganNanos > stage.limit().plus(grace).toNanos()) {
          end(stage);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(ForkStage stage) throws InterruptedException {
    overrun = Optional.of(stage);
    ProcessHandle.current()
        .children()
        .filter(child -> !others.contains(child.pid()))
        .forEach(ProcessFamily::killTree);
    if (!closed.await(END_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
      interrupts = true;
      caller.interrupt();
    }
  }

  /// The stage that took too long.
  ///
  /// @return empty if none did, or the fork noticed it by itself
  Optional<ForkStage> overrun() {
    return overrun;
  }

  /// Ends the watch. An interrupt that it sent is taken back.
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupts) {
      interrupted = false;
      Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
