package io.lanemark.process.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressPageTest {
  @TempDir Path directory;

  @Test
  void bothSidesSeeWhatTheOtherWrote() throws IOException {
    ProgressPage parent = ProgressPage.create(directory.resolve("page"));
    ProgressPage worker = ProgressPage.open(directory.resolve("page"));
    assertThat(worker.begin(1)).isTrue();
    assertThat(parent.begun()).isEqualTo(1);
    assertThat(parent.takeBack(5)).isEqualTo(1);
    assertThat(worker.begin(2)).isFalse();
    assertThat(worker.begin(6)).isTrue();
    assertThat(parent.exited()).isFalse();
    worker.exits();
    assertThat(parent.exited()).isTrue();
  }

  /// Whatever the timing: no task runs in the worker that the parent thinks it has back.
  @Test
  void noTaskIsHadByBoth() throws Exception {
    ProgressPage parent = ProgressPage.create(directory.resolve("page"));
    ProgressPage worker = ProgressPage.open(directory.resolve("page"));
    int rounds = 20_000;
    int perRound = 4;
    AtomicLong goal = new AtomicLong();
    AtomicLong done = new AtomicLong();
    boolean[] ran = new boolean[rounds * perRound + 1];
    FutureTask<Void> running =
        new FutureTask<>(
            () -> {
              for (int number = 1; number < ran.length; number++) {
                while (goal.get() < number) {
                  Thread.onSpinWait();
                }
                ran[number] = worker.begin(number);
                done.set(number);
              }
              return null;
            });
    Thread.ofPlatform().daemon().start(running);
    long[] begun = new long[rounds + 1];
    for (int round = 1; round <= rounds; round++) {
      long last = (long) round * perRound;
      goal.set(last);
      begun[round] = parent.takeBack(last);
      while (done.get() < last) {
        if (running.isDone()) {
          running.get();
        }
        Thread.onSpinWait();
      }
    }
    running.get();
    for (int round = 1; round <= rounds; round++) {
      for (long number = begun[round] + 1; number <= (long) round * perRound; number++) {
        assertThat(ran[(int) number]).isFalse();
      }
    }
  }
}
