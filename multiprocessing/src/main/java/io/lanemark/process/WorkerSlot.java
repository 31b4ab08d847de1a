package io.lanemark.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.process.PoolJournal.Entry;
import io.lanemark.process.ipc.FromWorker;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.PayloadCodec;
import io.lanemark.process.launch.ChildJvm;
import io.lanemark.process.launch.ChildJvm.Legacy;
import io.lanemark.process.procfs.Procfs;
import io.lanemark.task.WorkerIdentity;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One place in the pool: starts a worker, reads its messages, handles its end, and starts the next
/// one, all in one thread.
final class WorkerSlot implements Runnable {
  /// The memory of a worker is not checked more often.
  private static final long MEMORY_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// A worker that boots is not checked more often, even if the grace period is shorter.
  private static final Duration LEAST_TO_BOOT = Duration.ofMillis(100);

  private final PoolJournal journal;
  private final WorkerIdentity identity;
  private final PoolSettings settings;
  private final Dispatcher dispatcher;
  private final PayloadCodec codec;
  private final Runnable whenEnded;
  private final Thread thread;

  private final SlotProbes probes = new SlotProbes();
  private final BootRetries retries = new BootRetries();

  private volatile @Nullable ChildJvm jvm;

  @GuardedBy("this")
  private @Nullable ChildJvm booting;

  @GuardedBy("this")
  private @Nullable Worker ready;

  private long memoryCheckedNanos = System.nanoTime();

  /// @param whenEnded called by its thread, last
  WorkerSlot(
      PoolJournal journal,
      WorkerIdentity identity,
      PoolSettings settings,
      Dispatcher dispatcher,
      PayloadCodec codec,
      Runnable whenEnded) {
    // Loaded now: without a file descriptor, no class can be loaded from a folder.
    Class<?> _ = WorkerBootException.class;
    this.whenEnded = whenEnded;
    this.journal = journal;
    this.identity = identity;
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.codec = codec;
    this.thread =
        Thread.ofPlatform()
            .name(journal.pool() + "-" + identity.name())
            .daemon(false)
            .unstarted(this);
  }

  Thread thread() {
    return thread;
  }

  /// Without this thread, nothing would complete the tasks of this place or start another worker.
  @Override
  public void run() {
    try {
      while (dispatcher.needsWorkers()) {
        try {
          clearInterrupt();
          runOneJvmAndCatchAll();
          if (retries.isRetrying() && dispatcher.failsToBoot()) {
            pause();
          }
        } catch (Throwable e) {
          // There was no memory to report what had failed, or no descriptor to load a class.
          pause();
        }
      }
    } finally {
      probes.leave();
      whenEnded.run();
    }
  }

  private void runOneJvmAndCatchAll() {
    dispatcher.bootBegins(identity);
    try {
      runOneJvm();
    } catch (Throwable e) {
      bootFailed(
          new WorkerBootException(
              "managing %s failed: %s".formatted(identity.name(), e.getClass().getName()), e));
    } finally {
      dispatcher.bootEnds(identity);
    }
  }

  /// Waits while other workers serve, and lets this place try again later.
  private void pause() {
    probes.leave();
    dispatcher.awaitNextAttempt(retries.pause());
    probes.comeBack();
  }

  private void runOneJvm() {
    Long killsBefore = WorkerDeath.killsByKernel();
    WorkerStartEvent start = new WorkerStartEvent(journal.pool(), identity.name());
    start.begin();
    ChildJvm started;
    try {
      started = settings.worker().launch().start(identity.name(), thread.getName());
    } catch (IOException | RuntimeException | Error e) {
      bootFailed(
          new WorkerBootException("%s could not be started: %s".formatted(identity.name(), e), e));
      return;
    }
    jvm = started;
    setBooting(started);
    journal.count(Entry.WORKER_STARTED);
    if (!dispatcher.needsWorkers()) {
      started.kill();
    } else if (dispatcher.isShutdown()) {
      dismissIfBooting();
    }
    try (Worker worker = Worker.connect(started, identity, settings)) {
      if (hasBooted(worker, started)) {
        journal.count(Entry.WORKER_READY);
        start.pid = started.pid();
        start.commit();
        serve(worker, started, killsBefore);
      }
    } catch (ClosedByInterruptException e) {
      // The worker did not fail; another one is started.
      started.kill();
    } catch (AsynchronousCloseException e) {
      // It ended before it connected; its exit code and its last lines say why.
      bootFailed(started, null);
    } catch (IOException | RuntimeException | Error e) {
      started.kill();
      bootFailed(started, e);
    } finally {
      setBooting(null);
      started.reap(settings.lifetime().grace(), Legacy.KILLED);
      jvm = null;
    }
  }

  private synchronized void setBooting(@Nullable ChildJvm started) {
    booting = started;
  }

  private boolean hasBooted(Worker worker, ChildJvm started) throws IOException {
    switch (worker.read()) {
      case FromWorker.Ready() -> {
        return true;
      }
      case FromWorker.BootFailed(Payload thrown) ->
          bootFailed(started, Thrown.decode(codec, thrown));
      case FromWorker.Part _, FromWorker.Returned _, FromWorker.Threw _, FromWorker.NotBegun _ ->
          throw new IOException("expected the worker to be ready or to fail");
      case null -> bootFailed(started, null);
    }
    return false;
  }

  private void bootFailed(ChildJvm started, @Nullable Throwable cause) {
    int exitCode = started.reap(settings.lifetime().grace(), Legacy.KILLED);
    if (!dispatcher.needsWorkers()) {
      return;
    }
    WorkerDeath death =
        WorkerDeath.of(identity, started, new ExitStatus(exitCode, false, false), null);
    bootFailed(
        new WorkerBootException(
            String.format(
                Locale.ROOT,
                "%s (pid %d) did not boot and ended with %s%s%s",
                identity.name(),
                started.pid(),
                death.describe(),
                cause == null ? "" : ": " + cause,
                death.quotedErrorLines()),
            cause));
  }

  private void bootFailed(WorkerBootException failure) {
    retries.failed();
    try {
      new WorkerBootFailureEvent(journal.pool(), identity, failure).commit();
    } finally {
      // Without a free file descriptor, the class of the event may not load.
      dispatcher.bootFailed(identity, failure);
    }
    if (dispatcher.failsToBoot() && dispatcher.needsWorkers()) {
      settings
          .worker()
          .launch()
          .say(
              identity.name(),
              String.format(
                  Locale.ROOT,
                  "%s runs without this worker and tries again in %d s: %s",
                  journal.pool(),
                  retries.pause().toSeconds(),
                  String.valueOf(failure.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private void serve(Worker worker, ChildJvm started, @Nullable Long killsBefore) {
    Throwable trouble = null;
    // Closed first, so that nobody continues to write to a worker that has ended.
    try (worker) {
      begin(worker);
      for (FromWorker message = worker.read(); message != null; message = worker.read()) {
        take(worker, message);
      }
    } catch (Throwable e) {
      // Even what a result throws when it is decoded: the tasks of other workers continue.
      trouble = e;
      started.kill();
    }
    synchronized (this) {
      ready = null;
    }
    probes.pause();
    List<RemoteTask<?>> lost = dispatcher.remove(worker);
    try {
      end(worker, started, killsBefore, lost, trouble);
    } catch (Throwable e) {
      // Nobody else knows of these tasks.
      lost.forEach(task -> task.abandon(e));
      throw e;
    }
  }

  private void end(
      Worker worker,
      ChildJvm started,
      @Nullable Long killsBefore,
      List<RemoteTask<?>> lost,
      @Nullable Throwable trouble) {
    boolean left = worker.isDismissed() && lost.isEmpty();
    Legacy legacy = dispatcher.isShutdown() ? Legacy.LEFT : Legacy.ENDED;
    int exitCode = started.reap(settings.lifetime().grace(), left ? legacy : Legacy.KILLED);
    probes.end();
    if (left) {
      if (worker.retires()) {
        journal.count(Entry.WORKER_RECYCLED);
        new WorkerRecyclingEvent(journal.pool(), worker).commit();
      }
      return;
    }
    ExitStatus status = new ExitStatus(exitCode, worker.exited(), started.wasKilled());
    WorkerDeath death = WorkerDeath.of(identity, started, status, killsBefore);
    journal.count(Entry.WORKER_DIED);
    new WorkerDeathEvent(journal.pool(), death, lost.size()).commit();
    fail(lost, worker, death, trouble);
  }

  private static void fail(
      List<RemoteTask<?>> lost, Worker worker, WorkerDeath death, @Nullable Throwable trouble) {
    for (RemoteTask<?> task : lost) {
      WorkerDiedException failure =
          new WorkerDiedException(death, task.description(), worker.hasBegun(task));
      failure.initCause(trouble);
      task.abandon(failure);
    }
  }

  private void begin(Worker worker) {
    retries.succeeded();
    synchronized (this) {
      booting = null;
      ready = worker;
    }
    probes.begin(worker);
    dispatcher.add(worker);
  }

  private void take(Worker worker, FromWorker message) throws IOException {
    switch (message) {
      case FromWorker.Part part -> {
        RemoteTask<?> task = worker.task(part.id());
        if (task != null) {
          task.add(codec, part);
        }
      }
      case FromWorker.Returned returned -> {
        RemoteTask<?> task = ended(worker, returned.id());
        if (task == null) {
          probes.answer(returned.id(), returned);
        } else {
          task.finish(codec, returned);
        }
      }
      case FromWorker.Threw threw -> {
        RemoteTask<?> task = ended(worker, threw.id());
        if (task == null) {
          probes.answer(threw.id(), threw);
        } else {
          task.finish(codec, threw);
        }
      }
      case FromWorker.NotBegun(long id, long number) -> {
        RemoteTask<?> task = worker.notBegun(id, number);
        if (task == null) {
          dispatcher.fill(worker);
        } else {
          dispatcher.queueAgain(task, worker);
        }
      }
      case FromWorker.Ready _, FromWorker.BootFailed _ ->
          throw new IOException("expected the outcome of a task: the worker is already booted");
    }
    clearInterrupt();
  }

  /// A callback may have interrupted this thread, which belongs to the pool.
  private static void clearInterrupt() {
    Thread.interrupted();
  }

  /// Removes a task from its worker, and gives the worker the next one before the first is
  /// completed.
  private @Nullable RemoteTask<?> ended(Worker worker, long id) {
    RemoteTask<?> task = worker.finish(id);
    if (task != null) {
      retireIfLarge(worker);
      dispatcher.fill(worker);
    }
    return task;
  }

  private void retireIfLarge(Worker worker) {
    long limit = settings.lifetime().recycling().aboveBytes();
    long now = System.nanoTime();
    if (limit < Long.MAX_VALUE && now - memoryCheckedNanos > MEMORY_CHECK_NANOS) {
      memoryCheckedNanos = now;
      Long resident = Procfs.OF_THIS_MACHINE.residentBytes(worker.pid());
      if (resident != null && resident > limit) {
        worker.retire();
      }
    }
  }

  /// Runs a probe in this slot's worker, as soon as there is one.
  void inspect(Probe probe) {
    probes.inspect(probe);
  }

  /// Called when the pool takes no more tasks: a worker that is still booting after the grace
  /// period is not needed if nothing waits for it.
  synchronized void dismissIfBooting() {
    ChildJvm started = booting;
    if (started != null) {
      started.ifAliveAfter(
          settings.lifetime().grace().compareTo(LEAST_TO_BOOT) < 0
              ? LEAST_TO_BOOT
              : settings.lifetime().grace(),
          () -> killIfStillBooting(started));
    }
  }

  private synchronized void killIfStillBooting(ChildJvm started) {
    if (!started.equals(booting)) {
      return;
    }
    if (dispatcher.needsWorkers()) {
      dismissIfBooting();
    } else {
      started.kill();
    }
  }

  /// Ends the worker: at once while it boots, otherwise when its interrupted tasks have ended or
  /// the grace period is over.
  void stop() {
    ChildJvm running = jvm;
    synchronized (this) {
      if (ready != null) {
        ready.stop(settings.lifetime().grace());
      } else if (running != null) {
        running.kill();
      }
    }
  }

  /// How many tasks its worker has.
  synchronized int load() {
    return ready == null ? 0 : ready.load();
  }

  /// The live worker's process id.
  OptionalLong pid() {
    ChildJvm running = jvm;
    return running != null && running.isAlive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }
}
