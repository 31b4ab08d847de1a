package io.lanemark.process;

import static io.lanemark.process.OpenedPools.small;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.task.SerializableCallable;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How large the tasks and results of a pool may be.
@Timeout(300)
final class MessageSizeTest {
  private static final int MIB = 1 << 20;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  @ParameterizedTest
  @EnumSource
  void whatIsTooLargeFailsAloneAndTheWorkerLives(WorkerThreads threads) throws Exception {
    ProcessPool pool = pools.start(threads.pool().maxMessageBytes(MIB));
    assertThat(pool.maxMessageBytes()).isEqualTo(MIB);
    long pid = pool.submit(() -> ProcessHandle.current().pid()).get();
    for (int size : List.of(MIB, 2 * MIB)) {
      for (Serializable large : List.of(new byte[size], new int[size / 4])) {
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> pool.submit(new Echo<>(large)))
            .withMessageMatching(
                String.format(
                    Locale.ROOT,
                    ".*Echo: its payload of %d.* bytes is longer than the limit of 1048576 bytes;"
                        + " maxMessageBytes.*",
                    size / 1000));
      }
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.submit(() -> new byte[size]).get(60, SECONDS))
          .withCauseExactlyInstanceOf(CodecException.class)
          .withMessageContaining("its payload of " + (size + 5) + " bytes is longer than")
          .withMessageContaining("1048576 bytes; maxMessageBytes(…) raises this limit");
    }
    byte[] fits = new byte[MIB - 1000];
    assertThat(pool.submit(new Echo<>(fits)).get(60, SECONDS)).isEqualTo(fits);
    assertThat(pool.submit(() -> ProcessHandle.current().pid()).get()).isEqualTo(pid);
  }

  @Test
  void theLimitIsAtLeastWhatAFailureTakes() {
    ProcessPool pool = pools.start(small(1).maxMessageBytes(64 * 1024));
    Future<Object> failing =
        pool.submit(
            () -> {
              throw new IllegalStateException("x".repeat(100_000));
            });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> failing.get(60, SECONDS))
        .withMessageContaining("java.lang.IllegalStateException");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(1).maxMessageBytes(64 * 1024 - 1))
        .withMessage("the limit of messages must be at least 65536 bytes: 65535");
  }

  @Test
  void anInitializerMayBeLarge() throws Exception {
    int[] table = new int[20 * MIB];
    table[table.length - 1] = 7;
    ProcessPool pool =
        pools.start(
            ProcessPool.builder()
                .size(1)
                .jvmOptions(List.of("-Xmx400m"))
                .initializer(_ -> System.setProperty("last", "" + table[table.length - 1])));
    assertThat(pool.submit(() -> System.getProperty("last")).get(60, SECONDS)).isEqualTo("7");
  }

  @Test
  void aTaskThatDoesNotFitIntoAWorkerFailsAndIsNotSentAgain() throws Exception {
    ProcessPool pool = pools.start(small(1).maxMessageBytes(256 * MIB));
    byte[] large = new byte[100 * MIB];
    Future<Integer> future = pool.submit(() -> large.length);
    assertThat(PoolAssertions.deathOf(future)).hasMessageContaining("OutOfMemoryError");
    PoolAssertions.assertServes(pool);
    assertThat(pool.stats().workersDied()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "ints"})
  void aQuarterOfAGibibyteGoesThereAndBackWithAGibibyteOfHeap(String what) throws Exception {
    JvmCommand host =
        JvmCommand.likeThisOne(RoundTrip.class, what).withJvmOptions(List.of("-Xmx1g"));
    assertThat(HostProgram.outputOf(host)).isEqualTo("the same");
  }

  /// Sends 256 MiB to a worker, which sends them back.
  static final class RoundTrip {
    private RoundTrip() {}

    public static void main(String[] arguments) throws Exception {
      try (ProcessPool pool = ProcessPool.builder().size(1).jvmOptions(List.of("-Xmx1g")).start()) {
        boolean same;
        if (arguments[0].equals("bytes")) {
          byte[] bytes = new byte[256 * MIB];
          Arrays.fill(bytes, (byte) 7);
          same = Arrays.equals(bytes, pool.submit(new Echo<>(bytes)).get());
        } else {
          int[] ints = new int[64 * MIB];
          Arrays.fill(ints, 7);
          same = Arrays.equals(ints, pool.submit(new Echo<>(ints)).get());
        }
        System.out.print(same ? "the same" : "another");
      }
    }
  }

  private record Echo<V extends Serializable>(V value) implements SerializableCallable<V> {
    @Override
    public V call() {
      return value;
    }
  }
}
