package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What a [Pool] must do on every context: each class of these tests runs once for each.
@ParameterizedClass(name = "{0}")
@MethodSource("io.lanemark.multiprocessing.EveryContext#all")
@Timeout(300)
abstract class PoolContract {
  @TempDir Path directory;

  @Parameter Context context;

  private final List<Pool> opened = new ArrayList<>();

  final Pool open(int workers) {
    return open(Pool.builder(context).workers(workers));
  }

  final Pool open(PoolBuilder builder) {
    Pool pool = builder.start();
    opened.add(pool);
    return pool;
  }

  final Pool openBeside(int workers) {
    Pool pool = open(workers);
    assumeFalse(pool.runsInCaller(), "a task has ended when it is submitted");
    return pool;
  }

  final FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  @AfterEach
  final void closeAll() throws InterruptedException {
    for (Pool pool : opened) {
      pool.terminate();
      pool.join();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("pool-input-reader")) {
        assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
      }
    }
  }

  static Iterator<Integer> naturalNumbers() {
    return Stream.iterate(0, x -> x + 1).iterator();
  }

  static int refuseSevens(int x) throws IOException {
    if (x % 10 == 7) {
      throw new IOException("refused: " + x);
    }
    return x;
  }

  static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
