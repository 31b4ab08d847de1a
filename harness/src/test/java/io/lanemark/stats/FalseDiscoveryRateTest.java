package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FalseDiscoveryRateTest {

  /// R: `p.adjust(c(0.04, 0.001, 0.03, 0.5, 0.005), "BH")`.
  @Test
  void adjustsAsRDoes() {
    assertThat(FalseDiscoveryRate.adjusted(0.04, 0.001, 0.03, 0.5, 0.005))
        .containsExactly(new double[] {0.05, 0.005, 0.05, 0.5, 0.0125}, within(1e-12));
  }

  @Test
  void leavesASingleTestAsItIs() {
    assertThat(FalseDiscoveryRate.adjusted(0.03)).containsExactly(0.03);
    assertThat(FalseDiscoveryRate.adjusted()).isEmpty();
  }
}
