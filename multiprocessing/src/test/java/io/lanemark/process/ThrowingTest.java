package io.lanemark.process;

import static io.lanemark.process.OpenedPools.SMALL;
import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static io.lanemark.process.PoolAssertions.deathOf;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.multiprocessing.Anything;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.ParentWatch;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableRunnable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is thrown in a thread of the pool or of a worker, the pool serves, and nobody waits for
/// ever.
@Timeout(300)
final class ThrowingTest {
  private static final String MESSAGE = "thrown by a test";

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  /// Throws when it is written.
  private static final class BadWhenWritten implements SerializableCallable<Integer> {
    private static final long serialVersionUID = 1L;
    private final Anything anything;

    BadWhenWritten(Anything anything) {
      this.anything = anything;
    }

    private void writeObject(ObjectOutputStream out) {
      throw anything.raise();
    }

    @Override
    public Integer call() {
      return 1;
    }
  }

  /// Throws when it is read.
  private static final class BadWhenRead implements SerializableCallable<Integer> {
    private static final long serialVersionUID = 1L;
    private final Anything anything;

    BadWhenRead(Anything anything) {
      this.anything = anything;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      throw anything.raise();
    }

    @Override
    public Integer call() {
      return 1;
    }
  }

  /// A registered record that the parent cannot make again.
  record BadInParent(long worker, Anything anything) {
    BadInParent {
      if (ProcessHandle.current().pid() != worker) {
        throw anything.raise();
      }
    }
  }

  /// An exception that cannot be told.
  private static final class BadException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Anything anything;

    BadException(Anything anything) {
      this.anything = anything;
    }

    @Override
    public String getMessage() {
      throw anything.raise();
    }
  }

  /// Has no text.
  private record BadText(Anything anything) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      Runtime.getRuntime().halt(3);
      return 1;
    }

    @Override
    public String toString() {
      throw anything.raise();
    }
  }

  private static int raise(Anything anything) {
    throw anything.raise();
  }

  @ParameterizedTest
  @EnumSource
  void whatCrossesThrows(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool().register(BadInParent.class));
    for (Anything anything : Anything.values()) {
      assertThatThrownBy(() -> pool.submit(new BadWhenWritten(anything)).get(60, SECONDS))
          .hasStackTraceContaining(MESSAGE);
      assertThatThrownBy(() -> pool.submit(new BadWhenRead(anything)).get(60, SECONDS))
          .hasStackTraceContaining(MESSAGE);
      assertThatThrownBy(() -> pool.submit(() -> new BadWhenWritten(anything)).get(60, SECONDS))
          .hasStackTraceContaining(MESSAGE);
      assertThatThrownBy(() -> pool.submit(() -> new BadWhenRead(anything)).get(60, SECONDS))
          .hasStackTraceContaining(MESSAGE);
      assertThatThrownBy(
              () ->
                  pool.submit(() -> new BadInParent(ProcessHandle.current().pid(), anything))
                      .get(60, SECONDS))
          .hasStackTraceContaining(MESSAGE);
      assertThatThrownBy(
              () ->
                  pool.submit(
                          () -> {
                            throw new BadException(anything);
                          })
                      .get(60, SECONDS))
          .hasStackTraceContaining("BadException");
      assertThatThrownBy(() -> pool.inEachJvm(() -> raise(anything)))
          .hasStackTraceContaining(MESSAGE);
    }
    assertServes(pool);
    assertThat(pool.stats().workersDied()).isZero();
  }

  @Test
  void theTextOfATaskThrows() throws Exception {
    ProcessPool pool = pools.start(small(1));
    for (Anything anything : Anything.values()) {
      assertThat(deathOf(pool.submit(new BadText(anything))).task())
          .isEqualTo(BadText.class.getName());
    }
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void outputAndEvenTheHandlerOfItsFailureThrow(Anything anything) throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, _) -> anything.raise());
    try {
      ProcessPool pool =
          pools.start(small(1).output(new WorkerOutput.ToConsumer(_ -> anything.raise())));
      // More than a pipe holds: it would wait for ever for somebody to read.
      Future<Integer> printing = pool.submit(ThrowingTest::print);
      assertThat(printing.get(60, SECONDS)).isEqualTo(1);
      SerializableRunnable raising = () -> raise(anything);
      pool.execute(raising);
      assertServes(pool);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static int print() {
    for (int i = 0; i < 1000; i++) {
      System.err.println("x".repeat(1000));
    }
    return 1;
  }

  @ParameterizedTest
  @EnumSource
  void aParentThatCannotBeListenedToCountsAsEnded(Anything anything) throws Exception {
    Process jvm =
        JvmCommand.likeThisOne(Listening.class, anything.name()).withJvmOptions(SMALL).start();
    try (OutputStream _ = jvm.getOutputStream()) {
      assertThat(jvm.waitFor(60, SECONDS)).isTrue();
      assertThat(jvm.exitValue()).isEqualTo(ParentWatch.EXIT_CODE);
    } finally {
      jvm.destroyForcibly().waitFor();
    }
  }

  /// Listens to its parent, and throws.
  static final class Listening implements ParentWatch.Listening {
    private final Anything anything;

    private Listening(Anything anything) {
      this.anything = anything;
    }

    public static void main(String[] arguments) throws InterruptedException {
      FileChannel input = ParentWatch.takeStandardInput();
      ParentWatch.haltAfter(input, new Listening(Anything.valueOf(arguments[0])));
      new CountDownLatch(1).await();
    }

    @Override
    public void readToEnd() {
      throw anything.raise();
    }

    @Override
    public void beforeHalt() {
      throw anything.raise();
    }
  }
}
