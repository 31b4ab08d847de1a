package io.lanemark.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lanemark.process.launch.AotCacheFolder;
import io.lanemark.process.launch.AotCacheKey;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.NoAotCacheException;
import io.lanemark.process.worker.TaskThreads;
import io.lanemark.process.worker.WorkerMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Chooses the AOT cache of each worker that starts, and makes one if there is none, in a thread of
/// its own that ends with the pool. For any thread.
///
/// The class path is checked for each worker: a jar that was replaced meanwhile needs another
/// cache.
final class WorkerAotCache {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final AotCacheUse use;
  private final AotCacheFolder folder;
  private final JvmSettings jvm;
  private final TaskThreads threads;
  private final Duration delay;
  private volatile AotCacheState state;

  @GuardedBy("this")
  private @Nullable Making making;

  @GuardedBy("this")
  private boolean stopped;

  /// @param jvm of workers, without a cache
  /// @param threads which of their threads run tasks
  /// @param delay before one is made in the background
  WorkerAotCache(
      AotCacheUse use,
      AotCacheFolder folder,
      JvmSettings jvm,
      TaskThreads threads,
      Duration delay) {
    this.use = use;
    this.folder = folder;
    this.jvm = jvm;
    this.threads = threads;
    this.delay = delay;
    this.state =
        use == AotCacheUse.OFF
            ? new AotCacheState.Off("switched off for this pool")
            : new AotCacheState.Making();
  }

  AotCacheState state() {
    return state;
  }

  /// JVM options of a worker that starts now; empty if there is no cache.
  List<String> options() {
    if (use == AotCacheUse.OFF) {
      return List.of();
    }
    try {
      JvmCommand command = jvm.command(WorkerMain.class);
      AotCacheKey key = AotCacheKey.of(command.allOptions(), command.classPath());
      Optional<Path> cache = folder.find(key);
      if (cache.isEmpty()) {
        cache = madeFor(key);
      }
      if (cache.isPresent()) {
        state = new AotCacheState.Used(cache.get());
        return List.of("-XX:AOTCache=" + cache.get(), "-Xlog:aot*=off:stderr");
      }
    } catch (NoAotCacheException e) {
      state = new AotCacheState.Off(e.reason());
    }
    return List.of();
  }

  private Optional<Path> madeFor(AotCacheKey key) {
    Making current;
    synchronized (this) {
      if (stopped) {
        return Optional.empty();
      }
      if (making == null || (making.task.isDone() && !making.key.equals(key))) {
        state = new AotCacheState.Making();
        making = new Making(key);
      }
      current = making;
    }
    return current.key.equals(key) ? current.result() : Optional.empty();
  }

  /// Stops making a cache.
  void stop() {
    Making current;
    synchronized (this) {
      stopped = true;
      current = making;
    }
    if (current != null) {
      current.task.cancel(true);
    }
  }

  /// Whether nothing is being made.
  synchronized boolean hasEnded() {
    return making == null || !making.thread.isAlive();
  }

  /// Waits until nothing is being made; to be called after [#stop].
  void awaitEnd(Duration limit) throws InterruptedException {
    Making current;
    synchronized (this) {
      current = making;
    }
    if (current != null) {
      current.thread.join(limit);
    }
  }

  private final class Making {
    private final AotCacheKey key;
    private final FutureTask<Optional<Path>> task = new FutureTask<>(this::make);
    private final Thread thread;

    Making(AotCacheKey key) {
      this.key = key;
      this.thread = Thread.ofPlatform().name("aot-cache").daemon().start(task);
    }

    private Optional<Path> make() throws InterruptedException {
      try {
        if (use == AotCacheUse.IN_BACKGROUND) {
          Thread.sleep(delay);
        }
        Path cache = folder.make(key, LIMIT, new AotTraining(jvm, threads, LIMIT));
        state = new AotCacheState.Used(cache);
        return Optional.of(cache);
      } catch (NoAotCacheException e) {
        state = new AotCacheState.Off(e.reason());
        return Optional.empty();
      } catch (RuntimeException | Error e) {
        state = new AotCacheState.Off("it could not be made: " + e);
        throw e;
      }
    }

    private Optional<Path> result() {
      if (use == AotCacheUse.IN_BACKGROUND && !task.isDone()) {
        return Optional.empty();
      }
      try {
        return task.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (CancellationException | ExecutionException e) {
        state = new AotCacheState.Off("it could not be made: " + e);
        return Optional.empty();
      }
    }
  }
}
