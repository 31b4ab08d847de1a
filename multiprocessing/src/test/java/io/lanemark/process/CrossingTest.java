package io.lanemark.process;

import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.task.RemoteTaskException;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.TaskFuture;
import java.io.Externalizable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.ProcessBuilder.Redirect;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What crosses the border between a pool and its workers, what does not, and what is said of it.
@Timeout(300)
final class CrossingTest {
  @RegisterExtension final OpenedPools pools = new OpenedPools();

  @Test
  void whatCannotBeSerialisedIsRefusedWithClassAndField() {
    ProcessPool pool = pools.start(small(1));
    Opaque opaque = new Opaque();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(new Holding(opaque)))
        .withMessageContaining("Opaque is not serialisable")
        .withMessageContaining("field part of")
        .withMessageContaining("Holding");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> opaque.hashCode()))
        .withMessageContaining("the lambda")
        .withMessageContaining(CrossingTest.class.getName());
  }

  @ParameterizedTest
  @EnumSource
  void resultsThatCannotBeSerialisedFailAloneAndTheWorkerLives(WorkerThreads threads)
      throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    for (int i = 0; i < 20; i++) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(pool.<Object>submit(() -> new Opaque())::get)
          .withCauseExactlyInstanceOf(CodecException.class)
          .withMessageContaining("Opaque");
    }
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @ParameterizedTest
  @EnumSource
  void exceptionsThatCannotCrossAreReplaced(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    Future<Object> failing =
        pool.submit(
            () -> {
              throw new OpaqueException("hidden");
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .havingCause()
        .isInstanceOfSatisfying(
            RemoteTaskException.class,
            e -> assertThat(e.thrownClass()).isEqualTo(OpaqueException.class.getName()))
        .withMessageContaining("hidden")
        .withStackTraceContaining(CrossingTest.class.getName());
    Future<Object> mute =
        pool.submit(
            () -> {
              throw new MuteException();
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(mute::get)
        .withMessageContaining("its getMessage() failed");
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionThatIsTooLongIsCut(WorkerThreads threads) throws Exception {
    ProcessPool pool =
        pools.start(threads.pool().maxMessageBytes(64 << 20).jvmOptions(List.of("-Xmx600m")));
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    Future<Object> failing =
        pool.submit(
            () -> {
              throw new IllegalStateException("x".repeat(70_000_000));
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .withCauseExactlyInstanceOf(RemoteTaskException.class)
        .withMessageContaining("IllegalStateException: xxx");
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionWithoutATextIsTold(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    TaskFuture<Object> failing =
        pool.submit(
            () -> {
              throw new Speechless();
            });
    assertThat(failing.thenApply(result -> result).toCompletableFuture())
        .failsWithin(60, SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("Speechless; its getMessage() failed");
    Future<Object> undecodable = pool.submit(() -> new Wordless());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> undecodable.get(60, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining("Speechless");
    assertServes(pool);
    assertThat(pool.stats().workersDied()).isZero();
  }

  @Test
  void aResultThatThrowsWhatItDoesNotDeclareFailsAlone() throws Exception {
    ProcessPool pool = pools.start(small(1));
    Future<Object> failing = pool.submit(() -> new Sneaky());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> failing.get(60, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining("undeclared");
    assertServes(pool);
    assertThat(pool.stats().workersDied()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeDecodedFailsAlone(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(pool.submit(new Undecodable())::get)
        .withCauseExactlyInstanceOf(CodecException.class);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(pool.<Object>submit(() -> new Undecodable())::get)
        .withCauseExactlyInstanceOf(CodecException.class);
    assertServes(pool);
  }

  @Test
  void whatTheJvmsOwnFilterRefusesIsNotDecoded() throws Exception {
    ProcessPool pool =
        pools.start(small(1).jvmOptions(List.of("-Djdk.serialFilter=!java.util.BitSet")));
    BitSet bits = new BitSet();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> bits.size()).get(60, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining(
            "the filter jdk.serialFilter of the workers refuses the class java.util.BitSet: !java");
    assertServes(pool);
  }

  @ParameterizedTest
  @EnumSource
  void theStandardStreamsOfATaskAreNotTheProtocol(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    assertThat(pool.submit(CrossingTest::abuseStreams).get()).isEqualTo(-1);
    assertServes(pool);
  }

  /// Descriptor 0 is how a worker notices that its parent has ended.
  @ParameterizedTest
  @EnumSource
  void aTaskMayCloseTheStandardFileDescriptors(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    pool.submit(CrossingTest::closeStandardDescriptors).get();
    for (int i = 0; i < 20; i++) {
      assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
    }
  }

  private static int closeStandardDescriptors() throws IOException {
    new FileInputStream(FileDescriptor.in).close();
    new FileOutputStream(FileDescriptor.out).close();
    new FileOutputStream(FileDescriptor.err).close();
    return 1;
  }

  /// It would read what the parent sends to the worker, and what it reads the worker misses.
  @ParameterizedTest
  @EnumSource
  void aProcessOfATaskDoesNotReadWhatTheParentSends(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool());
    assertThat(pool.submit(CrossingTest::readInOtherProcess).get()).isZero();
    assertServes(pool);
  }

  private static int readInOtherProcess() throws Exception {
    Process reading = new ProcessBuilder("cat").redirectInput(Redirect.INHERIT).start();
    int bytes = reading.getInputStream().readAllBytes().length;
    reading.waitFor();
    return bytes;
  }

  private static int abuseStreams() throws Exception {
    int read = System.in.read();
    System.out.print("x".repeat(300_000));
    byte[] garbage = {0, 0, 0, 0, 'L', -1, -1, '\n'};
    try (FileOutputStream raw = new FileOutputStream(FileDescriptor.out)) {
      raw.write(garbage);
    }
    System.out.close();
    System.err.close();
    return read;
  }

  private static final class Opaque {}

  private record Holding(Opaque part) implements SerializableCallable<Integer> {
    @Override
    public Integer call() {
      return part.hashCode();
    }
  }

  private static final class OpaqueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"}) // That it does not serialise is the point.
    private final Object part = new Opaque();

    OpaqueException(String message) {
      super(message);
    }
  }

  private static final class MuteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"})
    private final Object part = new Opaque();

    @Override
    public String getMessage() {
      throw new AssertionError("not a word");
    }
  }

  private static final class Wordless implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      throw new Speechless();
    }
  }

  /// As code does that was compiled by what knows no checked exceptions.
  private static final class Sneaky implements Externalizable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("EffectivelyPrivate") // Deserialisation asks for a public one.
    public Sneaky() {}

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {
      throw Sneaky.<RuntimeException>undeclared(new TimeoutException("undeclared"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E undeclared(Exception e) throws E {
      throw (E) e;
    }
  }

  private static final class Undecodable implements SerializableCallable<Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call() {
      return 1;
    }

    private Object readResolve() {
      throw new AssertionError("not today");
    }
  }
}
