package io.lanemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmResourcesTest {

  private record First(List<String> log) implements AutoCloseable {
    @Override
    public void close() {
      log.add("first closed");
    }
  }

  private record Second(List<String> log) implements AutoCloseable {
    @Override
    public void close() {
      log.add("second closed");
    }
  }

  private record Unclosable(String reason) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      throw new IOException(reason);
    }
  }

  @SuppressWarnings("try") // What is tested is a resource that does just this.
  private record Interrupted() implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      throw new InterruptedException("while closing");
    }
  }

  private static JvmResources alone() {
    return new JvmResources(0, 1, 4, Map.of());
  }

  @Test
  void findsTheAddressOfABackend() {
    URI address = URI.create("http://127.0.0.1:4711/");
    try (JvmResources resources = new JvmResources(0, 1, 1, Map.of("http", address))) {
      assertThat(resources.address("http")).isEqualTo(address);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> resources.address("postgres"))
          .withMessageContaining("'postgres'")
          .withMessageContaining("[http]");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "16,1", "16,3", "17,4", "5,5"})
  void sharesAddUpToTheTotal(int total, int jvms) {
    List<Integer> shares = new ArrayList<>();
    for (int index = 0; index < jvms; index++) {
      try (JvmResources resources = new JvmResources(index, jvms, total, Map.of())) {
        shares.add(resources.share(total));
        assertThat(resources.inFlight()).isEqualTo(total);
      }
    }
    assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
    assertThat(shares).allSatisfy(share -> assertThat(share).isPositive());
    assertThat(shares.getFirst() - shares.getLast()).isBetween(0, 1);
  }

  @Test
  void refusesATotalThatLeavesAJvmWithout() {
    try (JvmResources resources = new JvmResources(3, 4, 3, Map.of())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> resources.share(3))
          .withMessage("a total for 4 JVMs must be at least 4: 3");
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0,1", "-1,1,1", "2,2,1", "0,1,0"})
  void refusesWhatCannotBe(int index, int jvms, int inFlight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JvmResources(index, jvms, inFlight, Map.of()).close());
  }

  @Test
  void opensOnceForManyThreads() throws Exception {
    int threads = 8;
    List<String> log = new ArrayList<>();
    AtomicInteger openings = new AtomicInteger();
    CountDownLatch allAsk = new CountDownLatch(threads);
    List<Future<First>> answers = new ArrayList<>();
    try (JvmResources resources = alone();
        ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        answers.add(
            executor.submit(
                () -> {
                  allAsk.countDown();
                  allAsk.await();
                  return resources.open(
                      First.class,
                      _ -> {
                        openings.incrementAndGet();
                        return new First(log);
                      });
                }));
      }
      First one = answers.getFirst().get();
      for (Future<First> answer : answers) {
        assertThat(answer.get()).isSameAs(one);
      }
    }
    assertThat(openings).hasValue(1);
    assertThat(log).containsExactly("first closed");
  }

  @Test
  void closesTheLatestFirstAndOnlyOnce() throws Exception {
    List<String> log = new ArrayList<>();
    JvmResources resources = alone();
    resources.open(
        Second.class,
        nested -> {
          nested.open(First.class, _ -> new First(log));
          return new Second(log);
        });
    resources.close();
    assertThat(log).containsExactly("second closed", "first closed");
    resources.close();
    assertThat(log).hasSize(2);
  }

  @Test
  void triesAgainAfterAFailure() throws Exception {
    List<String> log = new ArrayList<>();
    try (JvmResources resources = alone()) {
      assertThatThrownBy(
              () ->
                  resources.open(
                      First.class,
                      _ -> {
                        throw new IOException("refused");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("refused");
      assertThat(resources.open(First.class, _ -> new First(log))).isNotNull();
    }
  }

  @Test
  void refusesAnOpenerThatAsksForItself() {
    List<String> log = new ArrayList<>();
    try (JvmResources resources = alone()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  resources.open(
                      First.class, nested -> nested.open(First.class, _ -> new First(log))))
          .withMessageContaining("is requested by its own opener");
    }
    assertThat(log).isEmpty();
  }

  @Test
  void opensNothingOnceItIsClosed() throws Exception {
    List<String> log = new ArrayList<>();
    JvmResources resources = alone();
    resources.open(First.class, _ -> new First(log));
    resources.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> resources.open(First.class, _ -> new First(log)))
        .withMessageStartingWith("closed");
  }

  @Test
  void closesTheOthersWhenOneFails() throws Exception {
    List<String> log = new ArrayList<>();
    JvmResources resources = alone();
    resources.open(First.class, _ -> new First(log));
    resources.open(Interrupted.class, _ -> new Interrupted());
    resources.open(Unclosable.class, _ -> new Unclosable("busy"));
    assertThatIllegalStateException()
        .isThrownBy(resources::close)
        .withMessageContaining("Unclosable")
        .satisfies(
            failure -> {
              assertThat(failure.getCause()).hasMessage("busy");
              assertThat(failure.getSuppressed())
                  .singleElement()
                  .isInstanceOf(InterruptedException.class);
            });
    assertThat(Thread.interrupted()).as("interrupt restored").isTrue();
    assertThat(log).containsExactly("first closed");
  }
}
