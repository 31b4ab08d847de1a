package io.lanemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

  private static final long GIBIBYTE = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    // cpu-bound, K, expected W of serial, platform, virtual, process; 2 cores, 20 GiB available
    "true, 4, 1, 2, 2, 2",
    "true, 1, 1, 1, 1, 1",
    "false, 16, 1, 16, 16, 16",
    "false, 64, 1, 64, 64, 32",
    "false, 1000, 1, 1000, 1000, 32",
  })
  void workersByModel(
      boolean cpuBound, int inFlight, int serial, int platform, int virtual, int process) {
    Demand demand = demand(cpuBound, inFlight, OptionalInt.empty(), 20 * GIBIBYTE);

    assertThat(new SerialModel().allocate(demand).workers()).isEqualTo(serial);
    assertThat(new PlatformModel().allocate(demand).workers()).isEqualTo(platform);
    assertThat(new PlatformPerTaskModel().allocate(demand).workers()).isEqualTo(platform);
    assertThat(new ForkJoinModel().allocate(demand).workers()).isEqualTo(platform);
    assertThat(new ProcessVirtualModel().allocate(demand).workers()).isEqualTo(virtual);
    assertThat(new VirtualModel().allocate(demand).workers()).isEqualTo(virtual);
    assertThat(new ProcessModel().allocate(demand).workers()).isEqualTo(process);
  }

  @Test
  void serialHasOneTaskInFlightWhateverIsAsked() {
    assertThat(new SerialModel().allocate(demand(false, 16, OptionalInt.empty(), GIBIBYTE)))
        .isEqualTo(new Allocation(1, 1, ""));
  }

  @Test
  void processesAreAtMost64UnlessAskedFor() {
    Demand unasked = demand(false, 1000, OptionalInt.empty(), 1000 * GIBIBYTE);
    Demand asked = demand(false, 1000, OptionalInt.of(1000), 1000 * GIBIBYTE);

    assertThat(new ProcessModel().allocate(unasked).workers()).isEqualTo(64);
    assertThat(new ProcessModel().allocate(unasked).note()).startsWith("W = 64 of 1000");
    assertThat(new ProcessModel().allocate(asked)).isEqualTo(new Allocation(1000, 1000, ""));
  }

  @Test
  void aThousandProcessesThatDoNotFitAreCutToThoseThatDo() {
    Allocation allocation =
        new ProcessModel().allocate(demand(false, 1000, OptionalInt.of(1000), 20 * GIBIBYTE));

    assertThat(allocation.workers()).isEqualTo(32);
    assertThat(allocation.note())
        .isEqualTo(
            "W = 32 of 1000: no more worker JVMs fit into half of the available 20480 MiB,"
                + " with 256 MiB of heap and 64 MiB of other memory each");
  }

  /// Threads share connections of one JVM; processes cannot.
  @Test
  void noMoreProcessesThanConnections() {
    Demand demand =
        new Demand(
            false, 64, OptionalInt.empty(), OptionalInt.of(16), 2, 1000 * GIBIBYTE, 256L << 20);

    assertThat(new ProcessModel().allocate(demand))
        .isEqualTo(
            new Allocation(64, 16, "W = 16 of 64: each worker JVM needs one of 16 connections"));
    assertThat(new PlatformModel().allocate(demand)).isEqualTo(new Allocation(64, 64, ""));
    assertThat(new VirtualModel().allocate(demand)).isEqualTo(new Allocation(64, 64, ""));
  }

  @Test
  void withoutMemoryForOneProcessTheCaseIsNotRun() {
    Allocation allocation =
        new ProcessModel().allocate(demand(false, 4, OptionalInt.empty(), GIBIBYTE / 4));

    assertThat(allocation.workers()).isZero();
    assertThat(allocation.note())
        .contains("no more worker JVMs fit into half of the available 256 MiB");
  }

  @Test
  void virtualThreadsThatComputeAreBoundByTheirCarriers() {
    Allocation allocation =
        new VirtualModel().allocate(demand(true, 16, OptionalInt.of(8), GIBIBYTE));

    assertThat(allocation.workers()).isEqualTo(2);
    assertThat(allocation.note()).contains("2 carrier threads");
  }

  @Test
  void workerJvmsWithVirtualThreadsAreAsManyAsCores() {
    ExecutionModel model = new ProcessVirtualModel();

    assertThat(model.allocate(demand(false, 1000, OptionalInt.empty(), 20 * GIBIBYTE)))
        .isEqualTo(new Allocation(1000, 1000, ""));
    assertThat(model.allocate(demand(true, 16, OptionalInt.empty(), 20 * GIBIBYTE)))
        .isEqualTo(new Allocation(16, 2, ""));
    Allocation asked = model.allocate(demand(true, 16, OptionalInt.of(8), 20 * GIBIBYTE));
    assertThat(asked.workers()).isEqualTo(4);
    assertThat(asked.note()).contains("2 carrier threads in each of 2 JVMs");
    Allocation little = model.allocate(demand(false, 16, OptionalInt.empty(), GIBIBYTE * 3 / 4));
    assertThat(little.workers()).isEqualTo(1);
    assertThat(little.note())
        .contains("no more worker JVMs fit into half of the available 768 MiB");
  }

  @Test
  void aForkJoinPoolHasAsManyThreadsAsTheJdkAllows() {
    Allocation allocation =
        new ForkJoinModel().allocate(demand(false, 100_000, OptionalInt.empty(), GIBIBYTE));

    assertThat(allocation.workers()).isEqualTo(32_767);
    assertThat(allocation.note()).startsWith("W = 32767 of 100000");
  }

  @Test
  void noWorkersWithoutAReason() {
    assertThatThrownBy(() -> new Allocation(4, 0, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a case that cannot run needs a reason");
  }

  private static Demand demand(
      boolean cpuBound, int inFlight, OptionalInt workers, long availableBytes) {
    return new Demand(
        cpuBound, inFlight, workers, OptionalInt.empty(), 2, availableBytes, 256L << 20);
  }
}
