package io.lanemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class SteadinessTest {

  private static final long FIRST_WINDOW_NANOS = 1000;
  private static final long BETWEEN_TASKS_NANOS = 100;

  private long elapsedNanos;

  /// The first window holds 10 tasks, the second as many, the third 20.
  @Test
  void isNotReachedBeforeTwoWindowsAreFull() {
    Steadiness steadiness = new Steadiness(FIRST_WINDOW_NANOS, 1);

    serve(steadiness, 0, 10, _ -> 100);
    assertThat(steadiness.reached()).isFalse();

    serve(steadiness, 0, 10, _ -> 100);
    assertThat(steadiness.reached()).isTrue();
  }

  @Test
  void isNotReachedWhileServiceGetsFaster() {
    Steadiness steadiness = new Steadiness(FIRST_WINDOW_NANOS, 1);

    serve(steadiness, 0, 20, i -> i < 10 ? 200 + i % 2 : 150 + i % 2);

    assertThat(steadiness.reached()).isFalse();
  }

  /// From task to task the difference is small; from window to window it is not.
  @Test
  void isNotReachedWhileServiceGetsFasterByLittle() {
    Steadiness steadiness = new Steadiness(FIRST_WINDOW_NANOS, 1);

    for (int i = 0; i < 320; i++) {
      long serviceNanos = Math.round(10_000 * Math.pow(0.99, i));
      serve(steadiness, 0, 1, _ -> serviceNanos);
      assertThat(steadiness.reached()).as("after %d tasks", i).isFalse();
    }
  }

  @Test
  void isNotReachedWhileTheWayGetsFaster() {
    Steadiness steadiness = new Steadiness(FIRST_WINDOW_NANOS, 1);

    for (int i = 0; i < 20; i++) {
      elapsedNanos += BETWEEN_TASKS_NANOS;
      steadiness.served(new ClosedLoop.Served(i < 10 ? 900 : 500, 100, 0), elapsedNanos);
    }

    assertThat(steadiness.reached()).isFalse();
  }

  @Test
  void waitsForEveryJvm() {
    Steadiness steadiness = new Steadiness(FIRST_WINDOW_NANOS, 2);

    serve(steadiness, 0, 20, _ -> 100);
    assertThat(steadiness.reached()).isFalse();

    serve(steadiness, 1, 40, _ -> 100);
    assertThat(steadiness.reached()).isTrue();
  }

  @Test
  void workThatVariesByItselfPasses() {
    Random random = new Random(3);
    int reached = 0;
    for (int i = 0; i < 200; i++) {
      elapsedNanos = 0;
      Steadiness steadiness = new Steadiness(FIRST_WINDOW_NANOS, 1);
      serve(steadiness, 0, 20, _ -> Math.round(1000 * Math.exp(0.5 * random.nextGaussian())));
      reached += steadiness.reached() ? 1 : 0;
    }

    assertThat(reached).isGreaterThan(160);
  }

  private void serve(Steadiness steadiness, int jvm, int tasks, IntToLongFunction serviceNanos) {
    for (int i = 0; i < tasks; i++) {
      elapsedNanos += BETWEEN_TASKS_NANOS;
      long nanos = serviceNanos.applyAsLong(i);
      steadiness.served(new ClosedLoop.Served(nanos, nanos, jvm), elapsedNanos);
    }
  }
}
