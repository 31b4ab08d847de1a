package io.lanemark.multiprocessing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.process.launch.JvmCommand;
import io.lanemark.task.SerializableRunnable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How child processes end, and their parents, for real.
@Timeout(300)
final class ChildFaultTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path signals;
  @TempDir Path temporary;

  private final List<Child> started = new ArrayList<>();

  private Child start(SerializableRunnable body) {
    return start(EveryContext.processes().child(body));
  }

  private Child start(Child child) {
    started.add(child);
    return child.start();
  }

  private FileLatch latch(String name) {
    return FileLatch.in(signals, name);
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Child child : started) {
      child.kill();
      assertThat(child.join(LONG)).isTrue();
      assertThat(ProcessHandle.of(child.pid().orElseThrow())).isEmpty();
    }
  }

  private int exitCodeOf(Child child) throws InterruptedException {
    assertThat(child.join(LONG)).isTrue();
    return child.exitCode().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 137, 143, 255})
  void anExitIsToldAsItIs(int code) throws Exception {
    assertThat(exitCodeOf(start(() -> System.exit(code)))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5", "137, -9", "255, 255"})
  void aHaltBeyond128LooksLikeASignal(int code, int seen) throws Exception {
    assertThat(exitCodeOf(start(() -> Runtime.getRuntime().halt(code)))).isEqualTo(seen);
  }

  /// How a child is ended from outside.
  enum Ending {
    KILL(-9) {
      @Override
      void end(Child child) {
        child.kill();
      }
    },
    TERMINATE(-15) {
      @Override
      void end(Child child) {
        child.terminate();
      }
    },
    KILL_BY_A_STRANGER(-9) {
      @Override
      void end(Child child) throws Exception {
        Signal.KILL.sendTo(child.pid().orElseThrow());
      }
    },
    TERMINATE_BY_A_STRANGER(-15) {
      @Override
      void end(Child child) throws Exception {
        Signal.TERM.sendTo(child.pid().orElseThrow());
      }
    };

    private final int exitCode;

    Ending(int exitCode) {
      this.exitCode = exitCode;
    }

    abstract void end(Child child) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void aSignalIsMinusItsNumber(Ending ending) throws Exception {
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    Child child = start(() -> openWithPidThenAwait(began, never));
    assertThat(child.pid()).hasValue(Long.parseLong(began.awaitFrom(child)));
    ending.end(child);
    assertThat(exitCodeOf(child)).isEqualTo(ending.exitCode);
  }

  private static void openWithPidThenAwait(FileLatch began, FileLatch go) {
    began.open(Long.toString(ProcessHandle.current().pid()));
    await(go);
  }

  private static void await(FileLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a process", e);
    }
  }

  @Test
  void oneThatHangsInItsExitIsKilledAllTheSame() throws Exception {
    FileLatch hangs = latch("hangs");
    FileLatch never = latch("never");
    Child child =
        start(
            () -> {
              Runtime.getRuntime()
                  .addShutdownHook(new Thread(() -> openWithPidThenAwait(hangs, never)));
              System.exit(0);
            });
    hangs.awaitFrom(child);
    child.kill();
    assertThat(exitCodeOf(child)).isEqualTo(-9);
  }

  @Test
  void aBodyThatCannotCrossIsRefusedByName() {
    Object lock = new Object();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start(() -> System.err.println(lock)))
        .withMessageContaining("cannot be sent to another process: java.lang.Object");
    started.clear();
  }

  @Test
  void aJvmThatDoesNotStartIsAnExitCode() throws Exception {
    Context wrong = Context.processes(plan -> plan.jvmOptions(List.of("-XX:NoSuchOption")));
    assertThat(exitCodeOf(start(wrong.child(() -> {})))).isEqualTo(1);
  }

  @Test
  void aBodyLargerThanAPipeArrivesWhole() throws Exception {
    byte[] large = new byte[1024 * 1024];
    large[large.length - 1] = 7;
    assertThat(exitCodeOf(start(() -> System.exit(large[large.length - 1])))).isEqualTo(7);
  }

  @Test
  void noChildIsStartedWhileAClassIsInitialisedInAChild() throws Exception {
    FileLatch told = latch("told");
    Child child =
        start(
            () -> {
              try {
                StartsAChild.touch();
              } catch (ExceptionInInitializerError e) {
                told.open(String.valueOf(e.getCause()));
              }
            });
    assertThat(exitCodeOf(child)).isZero();
    assertThat(told.awaitFrom(child))
        .contains("a child cannot be started while")
        .contains("StartsAChild is initialised")
        .contains("start it in main, not in a static field");
  }

  private static final class StartsAChild {
    static final Child CHILD = Context.processes().child(() -> {}).start();

    private StartsAChild() {}

    static void touch() {
      CHILD.terminate();
    }
  }

  @Test
  void aThreadCannotBeKilled() throws Exception {
    FileLatch go = latch("go");
    Child child = Context.virtualThreads().child(() -> await(go)).name("thread").start();
    assertThatThrownBy(child::kill)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("thread is a thread, which cannot be killed");
    assertThat(child.pid()).isEmpty();
    go.open();
    assertThat(child.join(LONG)).isTrue();
    assertThat(child.exitCode()).hasValue(0);
  }

  private Process startParent(String mode) throws IOException {
    return JvmCommand.likeThisOne(Parent.class, signals.toString(), mode)
        .withJvmOptions(List.of("-Xmx64m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary))
        .start();
  }

  private void assertIsGone(String child, Process parent) throws Exception {
    var process = ProcessHandle.of(Long.parseLong(latch(child).awaitFrom(parent)));
    if (process.isPresent()) {
      process.get().onExit().get(60, SECONDS);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whenMainReturnsDaemonsAreTerminatedAndOthersAwaited() throws Exception {
    Process parent = startParent("return");
    try {
      assertThat(parent.waitFor()).isZero();
      assertThat(latch("outlived").isOpen()).isTrue();
      assertIsGone("daemon", parent);
      assertIsGone("other", parent);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void whenMainReturnsAVirtualThreadIsAwaited() throws Exception {
    Process parent = startParent("virtual");
    try {
      latch("virtual").awaitFrom(parent);
      latch("go").open();
      assertThat(parent.waitFor()).isZero();
      assertThat(latch("done").isOpen()).isTrue();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "terminate", "kill"})
  void noChildOutlivesItsParent(String ending) throws Exception {
    Process parent = startParent("wait");
    try {
      latch("daemon").awaitFrom(parent);
      latch("other").awaitFrom(parent);
      latch("grandchild").awaitFrom(parent);
      switch (ending) {
        case "exit" -> latch("exit").open();
        case "terminate" -> Signal.TERM.sendTo(parent.toHandle());
        default -> Signal.KILL.sendTo(parent.toHandle());
      }
      parent.waitFor();
      assertIsGone("daemon", parent);
      assertIsGone("other", parent);
      assertIsGone("grandchild", parent);
      assertThat(latch("outlived").isOpen()).isFalse();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void anExceptionIsReportedOnStandardError() throws Exception {
    Process parent = startParent("throw");
    try {
      String errors = new String(parent.getErrorStream().readAllBytes(), UTF_8);
      assertThat(parent.waitFor()).isEqualTo(1);
      assertThat(errors)
          .contains("Exception in thread \"Process-1\" java.lang.IllegalStateException: as told")
          .contains("at " + ChildFaultTest.class.getName());
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  /// Runs in a JVM of its own.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Path signals = Path.of(arguments[0]);
      FileLatch daemon = FileLatch.in(signals, "daemon");
      FileLatch other = FileLatch.in(signals, "other");
      FileLatch never = FileLatch.in(signals, "never");
      FileLatch outlived = FileLatch.in(signals, "outlived");
      Context processes = EveryContext.processes();
      switch (arguments[1]) {
        case "return" -> {
          Child first =
              processes.child(() -> openWithPidThenAwait(daemon, never)).daemon(true).start();
          daemon.awaitFrom(first);
          processes.child(() -> outlive(daemon, other, outlived)).start();
        }
        case "virtual" -> {
          FileLatch began = FileLatch.in(signals, "virtual");
          FileLatch go = FileLatch.in(signals, "go");
          FileLatch done = FileLatch.in(signals, "done");
          Context.virtualThreads()
              .child(
                  () -> {
                    openWithPidThenAwait(began, go);
                    done.open();
                  })
              .start();
        }
        case "wait" -> {
          FileLatch grandchild = FileLatch.in(signals, "grandchild");
          processes.child(() -> openWithPidThenAwait(daemon, never)).daemon(true).start();
          processes.child(() -> haveAChild(other, grandchild, never)).start();
          FileLatch.in(signals, "exit").await();
          System.exit(0);
        }
        case "throw" -> {
          Child child = processes.child(Parent::fail).start();
          child.join();
          System.exit(child.exitCode().orElseThrow());
        }
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    }

    private static void outlive(FileLatch daemon, FileLatch self, FileLatch outlived) {
      self.open(Long.toString(ProcessHandle.current().pid()));
      try {
        long pid = Long.parseLong(daemon.await());
        while (ProcessHandle.of(pid).isPresent()) {
          Thread.sleep(2);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a process", e);
      }
      outlived.open();
    }

    private static void haveAChild(FileLatch self, FileLatch grandchild, FileLatch never) {
      EveryContext.processes().child(() -> openWithPidThenAwait(grandchild, never)).start();
      openWithPidThenAwait(self, never);
    }

    private static void fail() {
      throw new IllegalStateException("as told");
    }
  }
}
