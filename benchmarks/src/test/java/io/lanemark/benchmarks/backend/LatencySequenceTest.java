package io.lanemark.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencySequenceTest {

  private static final int DRAWN = 100_000;

  private static double[] logarithms(long seed, double medianMillis, double sigma) {
    LatencySequence sequence = new LatencySequence(seed);
    return LongStream.range(0, DRAWN)
        .mapToDouble(index -> Math.log(sequence.nanos(index, medianMillis, sigma) / 1e6))
        .toArray();
  }

  @Test
  void isLogNormal() {
    double[] logarithms = logarithms(1, 10, 0.5);
    double mean = Arrays.stream(logarithms).average().orElseThrow();
    double variance =
        Arrays.stream(logarithms).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    Arrays.sort(logarithms);
    // Five standard errors of each figure.
    assertThat(mean).isCloseTo(Math.log(10), within(5 * 0.5 / Math.sqrt(DRAWN)));
    assertThat(Math.sqrt(variance)).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(2.0 * DRAWN)));
    assertThat(Math.exp(logarithms[DRAWN / 2])).isCloseTo(10, within(0.1));
    assertThat(Math.exp(logarithms[(int) (DRAWN * 0.99)]))
        .isCloseTo(10 * Math.exp(0.5 * 2.326), within(0.8));
  }

  @Test
  void neighboursAreNotCorrelated() {
    double[] logarithms = logarithms(1, 1, 1);
    double product = 0;
    for (int i = 1; i < DRAWN; i++) {
      product += logarithms[i] * logarithms[i - 1];
    }
    assertThat(product / DRAWN).isCloseTo(0, within(5 / Math.sqrt(DRAWN)));
  }

  @Test
  void dependsOnSeedAndIndexAlone() {
    assertThat(logarithms(3, 10, 0.5)).isEqualTo(logarithms(3, 10, 0.5));
    assertThat(logarithms(3, 10, 0.5)).isNotEqualTo(logarithms(4, 10, 0.5));
  }

  @Test
  void aMedianOfZeroDoesNotWait() {
    assertThat(new LatencySequence(1).nanos(17, 0, 1.5)).isZero();
  }

  @Test
  void withoutSpreadEachIsTheMedian() {
    assertThat(new LatencySequence(1).nanos(17, 2.5, 0)).isEqualTo(2_500_000);
  }
}
