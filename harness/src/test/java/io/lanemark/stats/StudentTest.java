package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTest {

  /// t(0.975, 4) = 2.776445, from any table; the standard error is √(2.5 / 5).
  @Test
  void isTheIntervalOfATable() {
    Interval interval = Student.mean(Sample.of(1, 2, 3, 4, 5), 0.95);

    assertThat(interval.low()).isCloseTo(3 - 2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(interval.high()).isCloseTo(3 + 2.776445 * Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void hasNoWidthWithoutScatter() {
    assertThat(Student.mean(Sample.of(2, 2, 2), 0.99)).isEqualTo(new Interval(2, 2));
  }
}
