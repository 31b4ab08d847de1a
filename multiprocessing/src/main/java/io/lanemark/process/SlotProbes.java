package io.lanemark.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.process.ipc.FromWorker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The probes of one place in the pool, which wait until its worker is ready. Each is answered by
/// the worker, or gets no answer because there is no worker. For any thread.
final class SlotProbes {
  @GuardedBy("this")
  private final Map<Long, Probe> open = new HashMap<>();

  @GuardedBy("this")
  private @Nullable Worker ready;

  @GuardedBy("this")
  private boolean absent;

  /// Runs a probe in the worker, as soon as there is one.
  void inspect(Probe probe) {
    synchronized (this) {
      if (!absent) {
        open.put(probe.id(), probe);
        if (ready != null) {
          ready.inspect(probe);
        }
        return;
      }
    }
    probe.answer().complete(Optional.empty());
  }

  /// Sends what waits to a worker that is ready.
  synchronized void begin(Worker worker) {
    ready = worker;
    open.values().forEach(worker::inspect);
  }

  /// Sends no more to the worker.
  synchronized void pause() {
    ready = null;
  }

  /// Passes an answer on.
  void answer(long id, FromWorker message) {
    Probe probe;
    synchronized (this) {
      probe = open.remove(id);
    }
    if (probe != null) {
      probe.answer().complete(Optional.of(message));
    }
  }

  /// Lets nobody wait for the worker that has ended.
  void end() {
    Map<Long, Probe> unanswered;
    synchronized (this) {
      unanswered = Map.copyOf(open);
      open.clear();
    }
    unanswered.values().forEach(probe -> probe.answer().complete(Optional.empty()));
  }

  /// Lets nobody wait while the place has no worker and will start none for a while, or ever.
  void leave() {
    synchronized (this) {
      absent = true;
    }
    end();
  }

  /// Lets probes wait again for a worker.
  synchronized void comeBack() {
    absent = false;
  }
}
