package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.process.ipc.CodecException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Chunks that are together larger than a message may be, to workers and back.
@Timeout(300)
final class PoolChunkSizeTest {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  private static final Context CONTEXT =
      Context.processes(
          plan -> plan.maxMessageBytes(MIB).jvmOptions(List.of("-Xmx64m", "-XX:+UseSerialGC")));

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Page(int number, byte[] text) implements Serializable {
    static Page of(int number, int bytes) {
      return new Page(number, new byte[bytes]);
    }
  }

  @Test
  void elementsAreSentInChunksThatFit() throws Exception {
    List<byte[]> arrays = Collections.nCopies(40, new byte[MIB - 4 * KIB]);
    List<Page> pages = IntStream.range(0, 40).mapToObj(n -> Page.of(n, 300 * KIB)).toList();
    List<String> texts = Collections.nCopies(40, "ä".repeat(150 * KIB));
    try (Pool pool = CONTEXT.pool(1)) {
      assertThat(pool.map(array -> array.length, arrays)).hasSize(40).containsOnly(MIB - 4 * KIB);
      assertThat(pool.map(Page::number, pages, 40)).isEqualTo(numbers(40));
      assertThat(pool.map(String::length, texts)).hasSize(40).containsOnly(150 * KIB);
      assertThat(pool.map(n -> n, numbers(300_000), 300_000)).isEqualTo(numbers(300_000));
      List<Integer> taken = new ArrayList<>();
      pool.imap(Page::number, pages, 40).forEachRemaining(taken::add);
      assertThat(taken).isEqualTo(numbers(40));
    }
  }

  @Test
  void resultsComeInPartsThatFit() throws Exception {
    try (Pool pool = CONTEXT.pool(1)) {
      assertThat(pool.map(n -> new byte[MIB - 4 * KIB], numbers(100), 100))
          .hasSize(100)
          .allMatch(array -> array.length == MIB - 4 * KIB);
      assertThat(pool.map(n -> Page.of(n, n % 2 == 0 ? 300 * KIB : 0), numbers(100), 100))
          .extracting(Page::number)
          .isEqualTo(numbers(100));
      assertThat(pool.map(n -> "" + n, numbers(100_000), 100_000))
          .hasSize(100_000)
          .endsWith("99999");
      Iterator<int[]> tables = pool.imap(n -> new int[100 * KIB], numbers(20), 20);
      assertThat(tables).toIterable().hasSize(20).allMatch(table -> table.length == 100 * KIB);
    }
  }

  @Test
  void failuresOfManyElementsFit() throws Exception {
    try (Pool pool = CONTEXT.pool(1)) {
      Results<Object> results = pool.imap(n -> fail(n), numbers(2_000), 2_000);
      for (int i = 0; i < 2_000; i++) {
        assertThatExceptionOfType(Exception.class)
            .isThrownBy(results::next)
            .withRootCauseExactlyInstanceOf(IllegalStateException.class)
            .havingRootCause()
            .withMessageStartingWith(i + ": ");
      }
    }
  }

  private static Object fail(int number) {
    throw new IllegalStateException(number + ": " + "x".repeat(1_000));
  }

  @Test
  void anElementThatIsTooLargeByItselfFailsAndSaysWhy() throws Exception {
    try (Pool pool = CONTEXT.pool(1)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.map(n -> new byte[n == 1 ? 2 * MIB : 1], List.of(0, 1, 2)))
          .withCauseExactlyInstanceOf(CodecException.class)
          .withMessageContaining("limit of 1048576 bytes; maxMessageBytes");
      assertThat(pool.map(n -> n, List.of(1))).containsExactly(1);
    }
  }

  private static List<Integer> numbers(int count) {
    Integer[] numbers = new Integer[count];
    Arrays.setAll(numbers, n -> n);
    return List.of(numbers);
  }
}
