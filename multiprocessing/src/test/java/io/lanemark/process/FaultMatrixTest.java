package io.lanemark.process;

import static io.lanemark.process.PoolAssertions.answerInTime;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.task.SerializableCallable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every kind of fault at every stage of a task, in the same pool as tasks that must not notice.
@Timeout(300)
final class FaultMatrixTest {
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx48m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null");

  private enum Stage {
    DECODE,
    RUN,
    ENCODE
  }

  private enum Fault {
    EXCEPTION(false),
    EXIT(true),
    HALT(true),
    NATIVE_CRASH(true),
    OUT_OF_MEMORY(false),
    STACK_OVERFLOW(false),
    KILL(true),
    STOP(true);

    /// Whether the worker cannot survive it.
    private final boolean deadly;

    Fault(boolean deadly) {
      this.deadly = deadly;
    }

    void strike() {
      switch (this) {
        case EXCEPTION -> throw new IllegalStateException("struck");
        case EXIT -> System.exit(0);
        case HALT -> Runtime.getRuntime().halt(0);
        case NATIVE_CRASH -> crash();
        case OUT_OF_MEMORY -> hoard();
        case STACK_OVERFLOW -> dig(0);
        case KILL -> signal("-KILL");
        case STOP -> signal("-STOP");
      }
    }

    private static void crash() {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        type.getMethod("putLong", long.class, long.class).invoke(instance.get(null), 0L, 0L);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("no Unsafe", e);
      }
    }

    private static void hoard() {
      List<byte[]> hoard = new ArrayList<>();
      while (hoard.size() < Integer.MAX_VALUE) {
        hoard.add(new byte[1 << 20]);
      }
    }

    private static int dig(int depth) {
      return depth < 0 ? 0 : 1 + dig(depth + 1);
    }

    private static void signal(String which) {
      try {
        new ProcessBuilder("kill", which, Long.toString(ProcessHandle.current().pid())).start();
        new CountDownLatch(1).await();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class Striking implements SerializableCallable<Object> {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final Stage stage;

    Striking(Fault fault, Stage stage) {
      this.fault = fault;
      this.stage = stage;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      if (stage == Stage.DECODE) {
        fault.strike();
      }
    }

    @Override
    public Object call() {
      if (stage == Stage.RUN) {
        fault.strike();
      }
      return new StrikingResult(fault, stage == Stage.ENCODE);
    }

    @Override
    public String toString() {
      return fault + " while " + stage;
    }
  }

  private static final class StrikingResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final boolean strikes;

    StrikingResult(Fault fault, boolean strikes) {
      this.fault = fault;
      this.strikes = strikes;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (strikes) {
        fault.strike();
      }
      out.defaultWriteObject();
    }
  }

  @Test
  void everyFaultAtEveryStageFailsItsTaskAndNoOther() throws Exception {
    strikeEverywhere();
  }

  @Tag("soak")
  @RepeatedTest(50)
  @Timeout(300)
  void againAndAgain() throws Exception {
    strikeEverywhere();
  }

  private static void strikeEverywhere() throws Exception {
    ProcessPoolBuilder plan = ProcessPool.builder().size(2).jvmOptions(OPTIONS);
    try (ProcessPool patient = plan.start();
        ProcessPool watched =
            plan.deadline(Duration.ofSeconds(4)).grace(Duration.ofMillis(100)).start()) {
      for (Stage stage : Stage.values()) {
        for (Fault fault : Fault.values()) {
          // Nothing but a deadline ends a worker that stands still, and no other fault needs one.
          ProcessPool pool = fault == Fault.STOP ? watched : patient;
          Future<Object> struck = pool.submit(new Striking(fault, stage));
          List<Future<Integer>> bystanders = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            int n = i;
            bystanders.add(pool.submit(() -> n));
          }
          assertFailed(struck, fault, stage);
          for (int i = 0; i < 20; i++) {
            int n = i;
            assertThat(answerInTime(pool, bystanders.get(n), () -> n)).isEqualTo(n);
          }
        }
      }
    }
  }

  private static void assertFailed(Future<Object> struck, Fault fault, Stage stage)
      throws Exception {
    try {
      Object result = struck.get(60, SECONDS);
      throw new AssertionError("%s while %s gave %s".formatted(fault, stage, result));
    } catch (ExecutionException e) {
      if (fault == Fault.STOP) {
        assertThat(e.getCause()).isInstanceOf(DeadlineExceededException.class);
      } else if (fault.deadly) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                WorkerDiedException.class,
                death -> {
                  assertThat(death.task()).isEqualTo(fault + " while " + stage);
                  assertThat(death.mayHaveRun()).isTrue();
                });
      } else {
        assertThat(e.getCause()).isNotInstanceOf(WorkerDiedException.class);
      }
    }
  }
}
