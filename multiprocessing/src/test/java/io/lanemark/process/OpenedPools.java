package io.lanemark.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The pools of a test: stops them after it, and sees that no process and no thread of theirs is
/// left.
final class OpenedPools implements AfterEachCallback {
  /// Arguments of workers that take little memory and start fast.
  static final List<String> SMALL =
      List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// A worker that leaves slowly because the machine is busy is not to be killed for it.
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<ProcessPool> opened = new ArrayList<>();

  static ProcessPoolBuilder small(int size) {
    return ProcessPool.builder().size(size).jvmOptions(SMALL).grace(LONG);
  }

  ProcessPool start(ProcessPoolBuilder builder) {
    ProcessPool pool = builder.start();
    opened.add(pool);
    return pool;
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    for (ProcessPool pool : opened) {
      List<Long> pids = pool.pids();
      pool.shutdownNow();
      assertThat(pool.awaitTermination(60, SECONDS)).isTrue();
      assertThat(pool.pids()).isEmpty();
      assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }
    assertThat(threads("process-pool-\\d+.*")).isEmpty();
    // Told to end by the same shutdown, but not waited for there.
    assertEnd("process-pool-watch");
  }

  /// Waits for threads that read what a stranger holds open who has just been killed.
  static void awaitReaders() throws InterruptedException {
    assertEnd("process-pool-\\d+.*-std(out|err)");
  }

  private static void assertEnd(String pattern) throws InterruptedException {
    for (Thread thread : threads(pattern).toList()) {
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }
  }

  private static Stream<Thread> threads(String pattern) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches(pattern));
  }
}
