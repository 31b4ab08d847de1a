package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.FileLatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A parent with a busy pool, an idle pool and one that boots: what is left of it.
@Timeout(30)
final class OrphanTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path temporary;
  @TempDir Path signals;

  private Process startParent(String ending) throws Exception {
    List<String> options = new ArrayList<>(SMALL);
    options.add("-Djava.io.tmpdir=" + temporary);
    return JvmCommand.likeThisOne(Parent.class)
        .withJvmOptions(options)
        .withArguments(List.of(signals.toString(), ending))
        .start();
  }

  private List<ProcessHandle> workers() throws InterruptedException {
    return Stream.of(FileLatch.in(signals, "pids").await().split(","))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private void assertNothingIsLeft(List<ProcessHandle> workers) throws Exception {
    for (ProcessHandle worker : workers) {
      worker.onExit().get(10, SECONDS);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftAfterTheParentWasKilled() throws Exception {
    Process parent = startParent("wait");
    try {
      List<ProcessHandle> workers = workers();
      assertThat(workers).hasSize(3);
      FileLatch.in(signals, "booting").await();
      parent.destroyForcibly().waitFor();
      assertNothingIsLeft(workers);
      assertThat(FileLatch.in(signals, "ended").isOpen()).isFalse();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingIsLeftAfterTheParentExitedWithoutClosing() throws Exception {
    Process parent = startParent("exit");
    try {
      List<ProcessHandle> workers = workers();
      FileLatch.in(signals, "go").open();
      assertThat(parent.waitFor()).isZero();
      assertNothingIsLeft(workers);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingIsLeftInAParentThatClosedItsPools() throws Exception {
    Process parent = startParent("close");
    try {
      List<ProcessHandle> workers = workers();
      assertThat(FileLatch.in(signals, "left").await()).isEmpty();
      assertNothingIsLeft(workers);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  /// Runs in a JVM of its own.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Path signals = Path.of(arguments[0]);
      FileLatch began = FileLatch.in(signals, "began");
      FileLatch never = FileLatch.in(signals, "never");
      FileLatch ended = FileLatch.in(signals, "ended");
      FileLatch booting = FileLatch.in(signals, "booting");
      ProcessPool.Builder plan = ProcessPool.builder().size(1).jvmOptions(SMALL);
      ProcessPool busy = plan.start();
      ProcessPool idle = plan.start();
      ProcessPool slow =
          plan.initializer(
                  _ -> {
                    booting.open();
                    never.await();
                  })
              .start();
      idle.submit(() -> 1).get();
      busy.execute(new Deaf(began, never, ended));
      began.await();
      booting.await();
      List<Long> pids = new ArrayList<>(busy.pids());
      pids.addAll(idle.pids());
      pids.addAll(slow.pids());
      FileLatch.in(signals, "pids")
          .open(String.join(",", pids.stream().map(String::valueOf).toList()));
      if (arguments[1].equals("exit")) {
        FileLatch.in(signals, "go").await();
        System.exit(0);
      }
      if (arguments[1].equals("close")) {
        busy.shutdownNow();
        slow.shutdownNow();
        for (ProcessPool pool : List.of(busy, idle, slow)) {
          pool.close();
        }
        FileLatch.in(signals, "left").open(whatIsLeft());
      }
      never.await();
    }

    private static String whatIsLeft() {
      Stream<String> threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("process-pool-"));
      Stream<String> children =
          ProcessHandle.current().children().map(child -> "child " + child.pid());
      return String.join(",", Stream.concat(threads, children).toList());
    }
  }

  private record Deaf(FileLatch began, FileLatch never, FileLatch ended)
      implements io.lanemark.task.SerializableRunnable {
    @Override
    public void run() {
      began.open();
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ended.open();
    }
  }
}
