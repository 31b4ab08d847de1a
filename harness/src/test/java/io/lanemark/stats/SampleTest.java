package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void describesItsValues() {
    Sample sample = Sample.of(2, 4, 4, 4, 5, 5, 7, 9);

    assertThat(sample.mean()).isEqualTo(5);
    assertThat(sample.variance()).isCloseTo(32.0 / 7, within(1e-12));
    assertThat(sample.median()).isEqualTo(4.5);
    assertThat(sample.min()).isEqualTo(2);
    assertThat(sample.max()).isEqualTo(9);
  }

  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
  }

  @Test
  void refusesWhatIsNoMeasurement() {
    assertThatThrownBy(() -> Sample.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Sample.of().median()).isInstanceOf(IllegalStateException.class);
  }
}
