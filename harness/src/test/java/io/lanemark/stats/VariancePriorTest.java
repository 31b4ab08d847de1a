package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VariancePriorTest {

  private static final double UNBOUNDED = 1e6;

  /// Variances drawn from the very distribution that is fitted: s0² · d0 / χ²(d0).
  @Test
  void findsTheDistributionThatVariancesWereDrawnFrom() {
    Random random = new Random(7);
    List<Sample> samples =
        IntStream.range(0, 20_000)
            .mapToObj(_ -> sample(random, Math.sqrt(0.04 * 6 / chiSquared(random, 6)), 5))
            .toList();

    VariancePrior prior = VariancePrior.fit(samples, UNBOUNDED);

    assertThat(prior.degrees()).isCloseTo(6, within(0.4));
    assertThat(prior.variance()).isCloseTo(0.04, within(0.002));
  }

  @Test
  void isWorthAllThatIsAllowedWhereVariancesAreEqual() {
    Random random = new Random(7);
    List<Sample> samples = IntStream.range(0, 2_000).mapToObj(_ -> sample(random, 0.1, 5)).toList();

    VariancePrior prior = VariancePrior.fit(samples, 4);

    assertThat(prior.degrees()).isEqualTo(4);
    assertThat(prior.moderated(Sample.of(1, 1, 1, 1, 1)))
        .isCloseTo(prior.variance() / 2, within(1e-12));
  }

  @Test
  void knowsNothingFromAFewSamples() {
    List<Sample> nine = Stream.generate(() -> Sample.of(1, 2, 4)).limit(9).toList();

    assertThat(VariancePrior.fit(nine, 4)).isEqualTo(VariancePrior.NONE);
    assertThat(VariancePrior.NONE.moderated(Sample.of(1, 2, 4)))
        .isEqualTo(Sample.of(1, 2, 4).variance());
  }

  @Test
  void knowsNothingFromSamplesWithoutScatter() {
    List<Sample> flat = Stream.generate(() -> Sample.of(1, 1, 1)).limit(20).toList();

    assertThat(VariancePrior.fit(flat, 4)).isEqualTo(VariancePrior.NONE);
  }

  private static Sample sample(Random random, double deviation, int size) {
    return Sample.of(
        IntStream.range(0, size).mapToDouble(_ -> deviation * random.nextGaussian()).toArray());
  }

  private static double chiSquared(Random random, int degrees) {
    return IntStream.range(0, degrees)
        .mapToDouble(_ -> random.nextGaussian())
        .map(normal -> normal * normal)
        .sum();
  }
}
