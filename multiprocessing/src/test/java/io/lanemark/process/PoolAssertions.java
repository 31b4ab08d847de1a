package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.task.SerializableCallable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// What tests of pools claim again and again.
final class PoolAssertions {
  private PoolAssertions() {}

  static void assertServes(ProcessPool pool) throws Exception {
    assertThat(pool.submit(() -> 42).get(60, SECONDS)).isEqualTo(42);
  }

  /// What a task answers in a pool with a deadline: on a busy machine its time may be up before it
  /// has begun, and then it is submitted again.
  static <V> V answerInTime(ProcessPool pool, Future<V> submitted, SerializableCallable<V> task)
      throws Exception {
    Future<V> future = submitted;
    while (true) {
      try {
        return future.get(60, SECONDS);
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(DeadlineExceededException.class);
        future = pool.submit(task);
      }
    }
  }

  /// How the worker died that had this task.
  static WorkerDiedException deathOf(Future<?> future) throws Exception {
    try {
      Object result = future.get(60, SECONDS);
      throw new AssertionError("expected a death, and the result was " + result);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WorkerDiedException death) {
        return death;
      }
      throw new AssertionError("expected a death", e);
    }
  }

  /// What a worker printed last on standard error, without what its JVM says about its options.
  static String lastWordsOf(WorkerDiedException death) {
    return death
        .lastErrorLines()
        .lines()
        .filter(line -> !isNotice(line))
        .collect(Collectors.joining("\n"));
  }

  /// Whether a JVM says that it takes options from a variable, as when a build sets its locale so.
  static boolean isNotice(String line) {
    return line.startsWith("Picked up ");
  }
}
