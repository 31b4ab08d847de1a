package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.multiprocessing.Signal;
import io.lanemark.process.ipc.Frame;
import io.lanemark.process.ipc.FrameWriter;
import io.lanemark.process.ipc.Limits;
import io.lanemark.process.ipc.Payload;
import io.lanemark.process.ipc.Rendezvous;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.process.worker.ChildMain;
import io.lanemark.process.worker.TaskThreads;
import io.lanemark.process.worker.WorkerBoot;
import io.lanemark.process.worker.WorkerMain;
import io.lanemark.task.WorkerIdentity;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A parent with a busy pool, an idle pool and one that boots: what is left of it.
@Timeout(300)
final class OrphanTest {
  private static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir Path temporary;
  @TempDir Path signals;

  private Process startParent(String ending) throws IOException {
    return startParent(Parent.class, ending);
  }

  private Process startParent(Class<?> main, String... arguments) throws IOException {
    List<String> options = new ArrayList<>(SMALL);
    options.add("-Djava.io.tmpdir=" + temporary);
    List<String> words = new ArrayList<>(List.of(signals.toString()));
    words.addAll(List.of(arguments));
    return JvmCommand.likeThisOne(main).withJvmOptions(options).withArguments(words).start();
  }

  private List<ProcessHandle> workersOf(Process parent) throws InterruptedException {
    return Stream.of(FileLatch.in(signals, "pids").awaitFrom(parent).split(","))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private void assertNothingIsLeft(List<ProcessHandle> workers) throws Exception {
    for (ProcessHandle worker : workers) {
      worker.onExit().get(60, SECONDS);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftAfterTheParentWasKilled() throws Exception {
    Process parent = startParent("wait");
    try {
      List<ProcessHandle> workers = workersOf(parent);
      assertThat(workers).hasSize(3);
      FileLatch.in(signals, "booting").awaitFrom(parent);
      Signal.KILL.sendTo(parent.toHandle());
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
      List<ProcessHandle> workers = workersOf(parent);
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
      List<ProcessHandle> workers = workersOf(parent);
      assertThat(FileLatch.in(signals, "left").awaitFrom(parent)).isEmpty();
      assertNothingIsLeft(workers);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void aWorkerThatBootsDeletesTheSocketOfAParentThatWasKilled() throws Exception {
    Process parent = startParent(BootingParent.class);
    try {
      ProcessHandle worker = workersOf(parent).getFirst();
      assertThat(temporary).isNotEmptyDirectory();
      Signal.KILL.sendTo(parent.toHandle());
      letBoot();
      assertNothingIsLeft(List.of(worker));
    } finally {
      parent.destroyForcibly().waitFor();
      letBoot();
    }
  }

  @Test
  void aParentThatIsEndedWithItsWorkersDeletesTheSocket() throws Exception {
    Process parent = startParent(BootingParent.class);
    try {
      ProcessHandle worker = workersOf(parent).getFirst();
      assertThat(temporary).isNotEmptyDirectory();
      // Not waited for: the worker is to go at the same time.
      parent.destroy();
      Signal.KILL.sendTo(worker);
      parent.waitFor();
      assertNothingIsLeft(List.of(worker));
    } finally {
      parent.destroyForcibly().waitFor();
      letBoot();
    }
  }

  private void letBoot() throws IOException {
    Files.deleteIfExists(signals.resolve("paused"));
  }

  @Test
  void aWorkerThatHasHeardOfADirectoryDeletesItWhenTheParentWasKilledMeanwhile() throws Exception {
    String name = temporary.resolve("lanemark-made").toString();
    Files.createDirectory(Path.of(name));
    Process worker = JvmCommand.likeThisOne(WorkerMain.class).withJvmOptions(SMALL).start();
    try (OutputStream input = worker.getOutputStream()) {
      new FrameWriter(input).write(bootRecord(name));
    }
    assertThat(worker.waitFor()).isEqualTo(ParentWatch.EXIT_CODE);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aChildWhoseParentWasKilledAtOnceEndsWithoutAWord() throws Exception {
    Process child = JvmCommand.likeThisOne(ChildMain.class, "child").withJvmOptions(SMALL).start();
    child.getOutputStream().close();
    try (BufferedReader errors = child.errorReader()) {
      assertThat(errors.lines().filter(line -> !PoolAssertions.isNotice(line))).isEmpty();
    }
    assertThat(child.waitFor()).isEqualTo(ParentWatch.EXIT_CODE);
  }

  private static Frame bootRecord(String directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(directory);
    out.write(new byte[64]);
    return new WorkerBoot(
            Rendezvous.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))),
            new WorkerIdentity("worker-1", 0, 1),
            TaskThreads.MAIN,
            1,
            Limits.DEFAULT.maxBytes(),
            List.of(),
            Payload.EMPTY)
        .toFrame();
  }

  @Test
  void aWorkerWhoseExitHangsGoesWithTheParent() throws Exception {
    Process parent = startParent(ParentOfHangingExit.class);
    try {
      List<ProcessHandle> workers = workersOf(parent);
      assertThat(workers).hasSize(1).allMatch(ProcessHandle::isAlive);
      Signal.KILL.sendTo(parent.toHandle());
      assertNothingIsLeft(workers);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingIsLeftOfAParentThatWasKilledWhileItReplacedWorkers() throws Exception {
    Process parent = startParent(ParentOfDyingWorkers.class);
    try {
      FileLatch.in(signals, "replaced").awaitFrom(parent);
      List<ProcessHandle> workers = parent.descendants().toList();
      Signal.KILL.sendTo(parent.toHandle());
      for (ProcessHandle worker : workers) {
        worker.onExit().get(60, SECONDS);
      }
      // One that was started at the very end may not have been listed.
      long killed = System.nanoTime();
      while (temporary.toFile().list().length > 0
          && System.nanoTime() - killed < SECONDS.toNanos(60)) {
        Thread.sleep(10);
      }
      assertThat(temporary).isEmptyDirectory();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatTasksHaveStartedEndsWithTheParent() throws Exception {
    Process parent = startParent(ParentOfATree.class);
    try {
      List<ProcessHandle> tree = workersOf(parent);
      assertThat(tree).hasSize(3);
      Signal.KILL.sendTo(parent.toHandle());
      assertNothingIsLeft(tree);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatATaskHasStartedEndsWithAWorkerThatThePoolKills() throws Exception {
    List<ProcessHandle> tree;
    try (ProcessPool pool =
        ProcessPool.builder().size(1).jvmOptions(SMALL).grace(Duration.ZERO).start()) {
      tree = treeBelow(pool, pool.submit(OrphanTest::runShell));
      pool.shutdownNow();
    }
    for (ProcessHandle process : tree) {
      process.onExit().get(60, SECONDS);
    }
  }

  /// A shell that cannot be asked to end, and a process below it.
  private static int runShell() throws Exception {
    return new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 1000; exit 0").start().waitFor();
  }

  /// The worker, the shell, and what runs in that.
  private static List<ProcessHandle> treeBelow(ProcessPool pool, Future<Integer> shell)
      throws Exception {
    long pid = pool.inEachJvm(() -> ProcessHandle.current().pid()).getFirst();
    ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> below = worker.descendants().toList();
    while (below.size() < 2) {
      assertThat(shell).isNotDone();
      Thread.sleep(2);
      below = worker.descendants().toList();
    }
    return Stream.concat(Stream.of(worker), below.stream()).toList();
  }

  /// Has a worker with a task that has started processes.
  static final class ParentOfATree {
    private ParentOfATree() {}

    public static void main(String[] arguments) throws Exception {
      Path signals = Path.of(arguments[0]);
      ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start();
      List<ProcessHandle> tree = treeBelow(pool, pool.submit(OrphanTest::runShell));
      FileLatch.in(signals, "pids")
          .open(String.join(",", tree.stream().map(each -> Long.toString(each.pid())).toList()));
      FileLatch.in(signals, "never").await();
    }
  }

  /// Has a worker that halts before its first instruction, until a file is deleted.
  static final class BootingParent {
    private BootingParent() {}

    public static void main(String[] arguments) throws Exception {
      Path signals = Path.of(arguments[0]);
      List<String> options = new ArrayList<>(SMALL);
      options.add("-XX:+UnlockDiagnosticVMOptions");
      options.add("-XX:+PauseAtStartup");
      options.add("-XX:PauseAtStartupFile=" + signals.resolve("paused"));
      ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(options).start();
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      while (temporary.toFile().list().length == 0 || Files.notExists(signals.resolve("paused"))) {
        Thread.sleep(2);
      }
      FileLatch.in(signals, "pids").open(pool.pids().getFirst().toString());
      FileLatch.in(signals, "never").await();
    }
  }

  /// Has a worker with a shutdown hook that never ends.
  static final class ParentOfHangingExit {
    private ParentOfHangingExit() {}

    public static void main(String[] arguments) throws Exception {
      Path signals = Path.of(arguments[0]);
      FileLatch hanging = FileLatch.in(signals, "hanging");
      ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start();
      Future<?> exit =
          pool.submit(
              () -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> hang(hanging)));
                System.exit(0);
                return null;
              });
      hanging.awaitFrom(exit);
      FileLatch.in(signals, "pids").open(pool.pids().getFirst().toString());
      exit.get();
    }

    /// Says so once the end of standard input is heard of no more.
    private static void hang(FileLatch hanging) {
      while (Thread.getAllStackTraces().keySet().stream()
          .noneMatch(
              thread ->
                  thread.getName().equals("parent-watch")
                      && thread.getState() == Thread.State.TIMED_WAITING)) {
        Thread.onSpinWait();
      }
      hanging.open();
      LockSupport.park();
    }
  }

  /// Has workers that die all the time.
  static final class ParentOfDyingWorkers {
    private static final int DEATHS = 3;

    private ParentOfDyingWorkers() {}

    public static void main(String[] arguments) throws Exception {
      ProcessPool pool = ProcessPool.builder().size(2).jvmOptions(SMALL).start();
      for (int deaths = 1; deaths < Integer.MAX_VALUE; deaths++) {
        Future<?> death =
            pool.submit(
                () -> {
                  Runtime.getRuntime().halt(0);
                  return null;
                });
        try {
          death.get();
        } catch (ExecutionException e) {
          if (deaths == DEATHS) {
            FileLatch.in(Path.of(arguments[0]), "replaced").open();
          }
        }
      }
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
      ProcessPoolBuilder plan = ProcessPool.builder().size(1).jvmOptions(SMALL);
      ProcessPool busy = plan.start();
      ProcessPool idle = plan.start();
      ProcessPool slow =
          plan.initializer(
                  _ -> {
                    booting.open();
                    never.await();
                  })
              .start();
      idle.submit(Parent::closeStandardInput).get();
      began.awaitFrom(busy.submit(new Deaf(began, never, ended)));
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

    /// The end of standard input tells a worker that its parent has ended.
    private static int closeStandardInput() throws IOException {
      new FileInputStream(FileDescriptor.in).close();
      return 1;
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
