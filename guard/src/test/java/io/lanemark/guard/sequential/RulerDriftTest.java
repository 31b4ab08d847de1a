package io.lanemark.guard.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.stats.Sample;
import org.junit.jupiter.api.Test;

class RulerDriftTest {

  @Test
  void aMachineThatKeepsItsSpeedIsFine() {
    RulerDrift drift = RulerDrift.of(Sample.of(1.00, 1.08, 1.02), 0.03, 3);

    assertThat(drift.moved()).isCloseTo(0.08, within(1e-9));
    assertThat(drift.bound()).isCloseTo(0.09, within(1e-9));
    assertThat(drift.isSuspicious()).isFalse();
  }

  @Test
  void aStepUpOrDownIsSuspicious() {
    assertThat(RulerDrift.of(Sample.of(1.00, 1.10), 0.03, 3).isSuspicious()).isTrue();
    assertThat(RulerDrift.of(Sample.of(1.10, 1.00), 0.03, 3).isSuspicious()).isTrue();
  }

  @Test
  void aDriftThatFallsOnBothForksOfAPairIsFine() {
    RulerDrift drift = RulerDrift.of(Sample.of(1.00, 1.05, 1.10, 1.15, 1.20), 0.03, 3);

    assertThat(drift.moved()).isCloseTo(0.05, within(1e-9));
    assertThat(drift.isSuspicious()).isFalse();
  }

  @Test
  void withoutAMarginTheRulersOwnNoiseIsAllowed() {
    assertThat(RulerDrift.of(Sample.of(1.00, 1.02), 0, 3).isSuspicious()).isFalse();
  }

  @Test
  void withoutTwoRoundsNothingIsKnown() {
    assertThat(RulerDrift.of(Sample.of(), 0.03, 3).isSuspicious()).isFalse();
    assertThat(RulerDrift.of(Sample.of(), 0.03, 3).isKnown()).isFalse();
    assertThat(RulerDrift.of(Sample.of(1), 0.03, 3).isKnown()).isFalse();
    assertThat(RulerDrift.of(Sample.of(1, 1), 0.03, 3).isKnown()).isTrue();
  }
}
