package io.lanemark.process;

import static io.lanemark.process.OpenedPools.SMALL;
import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static io.lanemark.process.PoolAssertions.deathOf;
import static io.lanemark.process.PoolAssertions.lastWordsOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.multiprocessing.Child;
import io.lanemark.multiprocessing.Context;
import io.lanemark.multiprocessing.FileLatch;
import io.lanemark.multiprocessing.Signal;
import io.lanemark.process.launch.JvmCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a task or a child has started ends with it, also a process whose own parent has ended.
@Timeout(300)
final class LeftProcessTest {
  @TempDir Path directory;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  /// How a worker ends.
  enum Ending {
    HALT {
      @Override
      void end(ProcessPool pool) throws Exception {
        deathOf(pool.submit(() -> Runtime.getRuntime().halt(3)));
      }
    },
    EXIT {
      @Override
      void end(ProcessPool pool) throws Exception {
        deathOf(pool.submit(() -> System.exit(3)));
      }
    },
    KILL {
      @Override
      void end(ProcessPool pool) throws Exception {
        Signal.KILL.sendTo(pool.pids().getFirst());
      }
    },
    RECYCLING {
      @Override
      void end(ProcessPool pool) throws Exception {
        long pid = pool.pids().getFirst();
        while (pool.submit(() -> ProcessHandle.current().pid()).get(60, SECONDS) == pid) {
          Thread.onSpinWait();
        }
      }
    },
    CLOSE {
      @Override
      void end(ProcessPool pool) {
        pool.close();
      }
    };

    abstract void end(ProcessPool pool) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void endsWithItsWorker(Ending ending) throws Exception {
    ProcessPool pool = pools.start(small(1).recycleAfterTasks(100));
    long left = pool.submit(LeftProcess::start).get();
    assertThat(LeftProcess.isRunning(left)).isTrue();
    ending.end(pool);
    LeftProcess.assertEnds(left);
  }

  @Test
  void isGoneWhenAPoolIsClosedEvenIfItIgnoresTheRequest() throws Exception {
    long left;
    try (ProcessPool pool = small(1).start()) {
      left = pool.submit(LeftProcess::startStubborn).get();
    }
    assertThat(LeftProcess.isRunning(left)).isFalse();
  }

  @Test
  void endsWithAWorkerThatThePoolKills() throws Exception {
    ProcessPool pool =
        pools.start(ProcessPool.builder().size(1).jvmOptions(SMALL).grace(Duration.ZERO));
    FileLatch began = latch("began");
    Future<?> deaf =
        pool.submit(
            () -> {
              began.open(Long.toString(LeftProcess.start()));
              while (true) {
                Thread.onSpinWait();
              }
            });
    long left = Long.parseLong(began.awaitFrom(deaf));
    pool.shutdownNow();
    LeftProcess.assertEnds(left);
  }

  @Test
  void endsWithTheWorkerOfAPoolInATask() throws Exception {
    ProcessPool pool = pools.start(small(1));
    FileLatch below = latch("below");
    Future<?> dying =
        pool.submit(
            () -> {
              try (ProcessPool inner = small(1).start()) {
                below.open(Long.toString(inner.submit(LeftProcess::start).get()));
                Runtime.getRuntime().halt(3);
              }
              return 0;
            });
    long left = Long.parseLong(below.awaitFrom(dying));
    deathOf(dying);
    LeftProcess.assertEnds(left);
  }

  @Test
  void doesNotEndWithAnotherWorker() throws Exception {
    ProcessPool pool = pools.start(small(1));
    ProcessPool other = pools.start(small(1));
    long left = pool.submit(LeftProcess::start).get();
    assertThat(deathOf(other.submit(() -> Runtime.getRuntime().halt(3))).exitCode()).isEqualTo(3);
    assertServes(other);
    assertThat(LeftProcess.isRunning(left)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "exit"})
  void endsWithTheParentThoughItsWorkerIsIdle(String ending) throws Exception {
    Process parent =
        JvmCommand.likeThisOne(Parent.class, directory.toString(), ending)
            .withJvmOptions(SMALL)
            .start();
    try {
      long left = Long.parseLong(latch("left").awaitFrom(parent));
      if (ending.equals("kill")) {
        Signal.KILL.sendTo(parent.toHandle());
      }
      latch("go").open();
      parent.waitFor();
      LeftProcess.assertEnds(left);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  /// Runs in a JVM of its own.
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(SMALL).start();
      FileLatch.in(directory, "left").open(Long.toString(pool.submit(LeftProcess::start).get()));
      FileLatch.in(directory, "go").await();
      System.exit(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "halt", "kill"})
  void endsWithAChild(String ending) throws Exception {
    FileLatch left = latch("left");
    FileLatch never = latch("never");
    Child child =
        Context.processes(plan -> plan.jvmOptions(SMALL))
            .child(() -> leaveAndEnd(left, never, ending))
            .start();
    long pid = Long.parseLong(left.awaitFrom(child));
    if (ending.equals("kill")) {
      child.kill();
    }
    child.join();
    assertThat(LeftProcess.isRunning(pid)).isFalse();
  }

  private static void leaveAndEnd(FileLatch left, FileLatch never, String ending) {
    try {
      left.open(Long.toString(LeftProcess.start()));
      switch (ending) {
        case "halt" -> Runtime.getRuntime().halt(3);
        case "kill" -> never.await();
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thatHoldsTheErrorsOfADeadWorkerDelaysNothingAndHidesNothing() throws Exception {
    ProcessPool pool = pools.start(small(1));
    FileLatch left = latch("left");
    Future<?> dying =
        pool.submit(
            () -> {
              left.open(Long.toString(LeftProcess.startHoldingErrors()));
              System.err.print("last words");
              Runtime.getRuntime().halt(3);
              return 0;
            });
    WorkerDiedException death = deathOf(dying);
    assertThat(lastWordsOf(death)).isEqualTo("last words");
    LeftProcess.assertEnds(Long.parseLong(left.awaitFrom(dying)));
  }

  /// One that has cleared its environment, and so belongs to no family.
  @Test
  void aStrangerThatHoldsTheOutputOfADeadWorkerDelaysNothing() throws Exception {
    ProcessPool pool = pools.start(small(1));
    FileLatch left = latch("left");
    long stranger = -1;
    try {
      Future<?> dying =
          pool.submit(
              () -> {
                left.open(Long.toString(LeftProcess.startStranger()));
                System.err.print("last words");
                Runtime.getRuntime().halt(3);
                return 0;
              });
      stranger = Long.parseLong(left.awaitFrom(dying));
      WorkerDiedException death = deathOf(dying);
      assertThat(death.exitCode()).isEqualTo(3);
      assertThat(lastWordsOf(death)).isEqualTo("last words");
      assertServes(pool);
      pool.shutdown();
      assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
      assertThat(LeftProcess.isRunning(stranger)).isTrue();
    } finally {
      LeftProcess.kill(stranger);
      OpenedPools.awaitReaders();
    }
  }

  @Test
  void aStrangerThatHoldsTheOutputOfAJvmThatDoesNotBootDelaysNothing() throws Exception {
    Path left = directory.resolve("left");
    Path home =
        FakeJdk.in(
            directory,
            """
            /usr/bin/env -i /usr/bin/sleep 1000 & echo $! > '%s'
            echo 'no licence' >&2
            exit 1
            """
                .formatted(left));
    try {
      ProcessPool pool =
          pools.start(
              small(1).jvm(FakeJdk.settings(home)).aotCache(AotCacheUse.OFF).bootAttempts(1));
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> pool.submit(() -> 1).get(60, SECONDS))
          .withMessageContaining("no licence");
    } finally {
      LeftProcess.kill(Long.parseLong(Files.readString(left).strip()));
      OpenedPools.awaitReaders();
    }
  }
}
