package io.lanemark.multiprocessing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The children of this JVM that have not ended.
///
/// While there are any, a thread keeps the JVM alive: when `main` has returned it terminates the
/// daemons, then waits for the others, and up to a second until processes have ended that are
/// daemons. Daemons that are started later, or take longer, end with the JVM. If this JVM ends in
/// another way, its child processes notice that by themselves.
final class Children {
  private static final Object LOCK = new Object();
  private static final Duration DAEMONS_GRACE = Duration.ofSeconds(1);

  /// True for daemons.
  @GuardedBy("LOCK")
  private static final Map<ChildRun, Boolean> RUNNING = new HashMap<>();

  @GuardedBy("LOCK")
  private static @Nullable Thread keeper;

  private Children() {}

  static void add(ChildRun child, boolean daemon) {
    synchronized (LOCK) {
      RUNNING.put(child, daemon);
      if (keeper == null) {
        keeper = Thread.ofPlatform().name("children-keeper").daemon(false).start(Children::keep);
      }
    }
    CompletableFuture<Integer> _ = child.exitCode().whenComplete((_, _) -> remove(child));
  }

  private static void remove(ChildRun child) {
    synchronized (LOCK) {
      RUNNING.remove(child);
      LOCK.notifyAll();
    }
  }

  private static void keep() {
    try {
      Optional<Thread> main = main();
      if (main.isPresent()) {
        main.get().join();
        daemons().forEach(ChildRun::terminate);
      }
    } catch (InterruptedException e) {
      // Only the end of the JVM has a reason to interrupt it.
      Thread.currentThread().interrupt();
    } finally {
      awaitOthers();
    }
  }

  /// The first thread of the JVM, while it lives: after that the first is one of the JVM's own.
  private static Optional<Thread> main() {
    return Thread.getAllStackTraces().keySet().stream()
        .min(Comparator.comparingLong(Thread::threadId))
        .filter(Children::isOfProgram);
  }

  private static boolean isOfProgram(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && group.getParent() != null;
  }

  private static List<ChildRun> daemons() {
    synchronized (LOCK) {
      return RUNNING.entrySet().stream()
          .filter(Map.Entry::getValue)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  private static void awaitOthers() {
    long deadlineNanos = System.nanoTime() + DAEMONS_GRACE.toNanos();
    synchronized (LOCK) {
      try {
        long leftNanos = DAEMONS_GRACE.toNanos();
        while (RUNNING.containsValue(false) || (leftNanos > 0 && hasProcess())) {
          if (leftNanos > 0) {
            TimeUnit.NANOSECONDS.timedWait(LOCK, leftNanos);
            leftNanos = deadlineNanos - System.nanoTime();
          } else {
            LOCK.wait();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        keeper = null;
      }
    }
  }

  @GuardedBy("LOCK")
  private static boolean hasProcess() {
    return RUNNING.keySet().stream().anyMatch(child -> child.pid().isPresent());
  }
}
