package io.lanemark.guard.regression;

import io.lanemark.results.Case;
import io.lanemark.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Made-up measurements of benchmarks in `ns/op`.
public final class Measurements {

  /// Enough others that a verdict does not hang on one.
  public static final int OTHERS = 10;

  private static final Unit UNIT = Unit.ofScore("avgt", "ns/op");
  private static final int ITERATIONS = 5;

  private final Random random;

  /// Draws all noise from a seed.
  public Measurements(long seed) {
    random = new Random(seed);
  }

  /// A benchmark that takes so many nanoseconds, but for noise from fork to fork.
  public Measured of(String name, double nanos, double noise, int forks) {
    return new Measured(
        key(name),
        UNIT,
        IntStream.range(0, forks).mapToObj(_ -> fork(nanos, noise)).toList(),
        List.of());
  }

  /// Ten benchmarks that take a microsecond each and repeat well.
  public List<Measured> others() {
    List<Measured> others = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      others.add(of("org.example.Other.m" + i, 1_000, 0.005, 5));
    }
    return others;
  }

  /// The key of a benchmark of that name.
  public static BenchmarkKey key(String name) {
    return BenchmarkKey.score(new Case(name, "avgt", new TreeMap<>(), 1, Case.DEFAULT_VARIANT));
  }

  private Sample fork(double nanos, double noise) {
    double level = UNIT.cost(nanos) * Math.exp(noise * random.nextGaussian());
    return Sample.of(
        IntStream.range(0, ITERATIONS)
            .mapToDouble(_ -> level * (1 + 0.002 * Math.abs(random.nextGaussian())))
            .toArray());
  }
}
