package io.lanemark.process;

import io.lanemark.process.ipc.Codec;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One place in the pool: starts a worker, reads what it says, buries it, and starts the next, all
/// in one thread.
final class WorkerSlot implements Runnable {
  private final WorkerIdentity identity;
  private final JvmCommand command;
  private final TaskThreads threads;
  private final int capacity;
  private final byte[] initializer;
  private final Dispatcher dispatcher;
  private final Codec codec;
  private final Duration grace;
  private final Thread thread;
  private final Map<Long, Probe> probes = new HashMap<>();

  private volatile @Nullable ChildJvm jvm;
  private @Nullable Worker ready;
  private boolean ended;

  WorkerSlot(
      String poolName,
      WorkerIdentity identity,
      JvmCommand command,
      TaskThreads threads,
      int capacity,
      byte[] initializer,
      Dispatcher dispatcher,
      Codec codec,
      Duration grace) {
    this.identity = identity;
    this.command = command;
    this.threads = threads;
    this.capacity = capacity;
    this.initializer = initializer;
    this.dispatcher = dispatcher;
    this.codec = codec;
    this.grace = grace;
    this.thread =
        Thread.ofPlatform().name(poolName + "-" + identity.name()).daemon(false).unstarted(this);
  }

  Thread thread() {
    return thread;
  }

  @Override
  public void run() {
    try {
      while (dispatcher.needsWorkers()) {
        runOneJvm();
      }
    } finally {
      synchronized (this) {
        ended = true;
      }
      leaveProbesOut();
    }
  }

  private void runOneJvm() {
    ChildJvm started;
    try {
      started = ChildJvm.start(command, identity.name(), thread.getName());
    } catch (IOException e) {
      dispatcher.bootFailed(
          new WorkerBootException("%s could not be started: %s".formatted(identity.name(), e), e));
      return;
    }
    jvm = started;
    if (!dispatcher.needsWorkers()) {
      started.kill();
    }
    try (Worker worker = Worker.connect(started, identity, threads, capacity, initializer)) {
      if (hasBooted(worker, started)) {
        serve(worker, started);
      }
    } catch (IOException | RuntimeException e) {
      started.kill();
      bootFailed(started, e);
    } finally {
      started.reap(grace);
      jvm = null;
    }
  }

  private boolean hasBooted(Worker worker, ChildJvm started) throws IOException {
    switch (worker.read()) {
      case FromWorker.Ready() -> {
        dispatcher.booted();
        return true;
      }
      case FromWorker.BootFailed(byte[] thrown) ->
          bootFailed(started, Thrown.decode(codec, thrown));
      case FromWorker.Returned _, FromWorker.Threw _ ->
          throw new IOException("expected the worker to be ready or to fail");
      case null -> bootFailed(started, null);
    }
    return false;
  }

  private void bootFailed(ChildJvm started, @Nullable Throwable cause) {
    int exitCode = started.reap(grace);
    if (!dispatcher.needsWorkers()) {
      return;
    }
    String lastLines = started.lastErrorLines();
    dispatcher.bootFailed(
        new WorkerBootException(
            "%s (pid %d) did not boot and ended with %s%s%s"
                .formatted(
                    identity.name(),
                    started.pid(),
                    WorkerDiedException.describe(exitCode),
                    cause == null ? "" : ": " + cause,
                    lastLines.isEmpty() ? "" : "; its last lines of stderr:\n" + lastLines),
            cause));
  }

  private void serve(Worker worker, ChildJvm started) {
    Throwable trouble = null;
    // Closed first of all, so that nobody goes on writing to a worker that has gone.
    try (worker) {
      begin(worker);
      for (FromWorker said = worker.read(); said != null; said = worker.read()) {
        take(worker, said);
      }
    } catch (IOException | RuntimeException e) {
      trouble = e;
      started.kill();
    }
    synchronized (this) {
      ready = null;
    }
    List<RemoteTask<?>> lost = dispatcher.remove(worker);
    int exitCode = started.reap(grace);
    leaveProbesOut();
    for (RemoteTask<?> task : lost) {
      WorkerDiedException death =
          new WorkerDiedException(
              identity, started.pid(), exitCode, task.description(), started.lastErrorLines());
      death.initCause(trouble);
      task.abandon(death);
    }
  }

  private void begin(Worker worker) {
    synchronized (this) {
      ready = worker;
      probes.values().forEach(worker::inspect);
    }
    dispatcher.fill(worker);
  }

  private void take(Worker worker, FromWorker said) throws IOException {
    switch (said) {
      case FromWorker.Returned returned -> {
        RemoteTask<?> task = worker.finish(returned.id());
        if (task == null) {
          answer(returned.id(), returned);
        } else {
          dispatcher.fill(worker);
          task.finish(codec, returned);
        }
      }
      case FromWorker.Threw threw -> {
        RemoteTask<?> task = worker.finish(threw.id());
        if (task == null) {
          answer(threw.id(), threw);
        } else {
          dispatcher.fill(worker);
          task.finish(codec, threw);
        }
      }
      case FromWorker.Ready _, FromWorker.BootFailed _ ->
          throw new IOException("expected the outcome of a task: the worker has booted before");
    }
    // A callback may have interrupted the thread it ran in, which is nobody's but ours.
    Thread.interrupted();
  }

  /// Runs a probe in this slot's worker, as soon as there is one.
  void inspect(Probe probe) {
    synchronized (this) {
      if (!ended) {
        probes.put(probe.id(), probe);
        if (ready != null) {
          ready.inspect(probe);
        }
        return;
      }
    }
    probe.answer().complete(Optional.empty());
  }

  private void answer(long id, FromWorker said) {
    Probe probe;
    synchronized (this) {
      probe = probes.remove(id);
    }
    if (probe != null) {
      probe.answer().complete(Optional.of(said));
    }
  }

  private void leaveProbesOut() {
    Map<Long, Probe> unanswered;
    synchronized (this) {
      unanswered = Map.copyOf(probes);
      probes.clear();
    }
    unanswered.values().forEach(probe -> probe.answer().complete(Optional.empty()));
  }

  /// Called when no worker is needed any more: one that has not booted by now has no use.
  void dismissIfBooting() {
    ChildJvm booting = jvm;
    synchronized (this) {
      if (booting != null && ready == null && !dispatcher.needsWorkers()) {
        booting.killAfter(grace);
      }
    }
  }

  /// Ends the worker: at once while it boots, else when its tasks have heard of it or the time is
  /// up.
  void stop() {
    ChildJvm running = jvm;
    synchronized (this) {
      if (ready != null) {
        ready.stop(grace);
      } else if (running != null) {
        running.kill();
      }
    }
  }

  /// The live worker's process id.
  OptionalLong pid() {
    ChildJvm running = jvm;
    return running != null && running.isAlive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }
}
