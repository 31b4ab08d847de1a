package io.lanemark.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.load.JvmResources;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What mathematics and other programs say of the same points.
class MandelbrotWorkloadTest {

  private static Digest run(int width, int rows, int maxIterations) {
    try (JvmResources resources = new JvmResources(0, 1, 1, Map.of())) {
      return new MandelbrotWorkload(width, rows, maxIterations).run(resources);
    }
  }

  /// Four points, by hand: -2 - 1.25i is outside after 1 iteration; -0.75 - 1.25i goes to -1.75 +
  /// 0.625i, then to 1.921875 - 3.4375i, outside after 3; -2 goes to 2 and stays there; -0.75 stays
  /// near -0.5.
  @Test
  void countsIterations() {
    assertThat(run(2, 2, 10)).isEqualTo(new Digest(4, 1 + 3 + 10 + 10));
    assertThat(run(2, 2, 2)).isEqualTo(new Digest(4, 1 + 2 + 2 + 2));
  }

  /// Each further iteration is counted once for each point that is inside, or nearly so. The area
  /// of the set is 1.5066 (T. Förstemann, *Numerical estimation of the area of the Mandelbrot set*,
  /// 2012), that of the region 6.25.
  @Test
  void findsTheAreaOfTheSet() {
    int side = 250;
    double inside = (run(side, side, 1000).checksum() - run(side, side, 900).checksum()) / 100.0;
    assertThat(6.25 * inside / (side * side)).isCloseTo(1.5066, within(0.03));
  }

  /// From the same definition, written in Python: sums of whole numbers, so that nothing is
  /// rounded.
  @Test
  void countsAsPythonDoes() {
    assertThat(run(20, 10, 200)).isEqualTo(new Digest(200, 12_490));
    assertThat(run(128, 128, 200)).isEqualTo(new Digest(16_384, 879_683));
  }
}
