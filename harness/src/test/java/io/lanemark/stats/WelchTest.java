package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The expected numbers come from SciPy 1.17, `ttest_ind(a, b, equal_var=False)
/// .confidence_interval(level)`, which agrees with R's `t.test`.
class WelchTest {

  private static final Sample TALL =
      Sample.of(
          27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4);
  private static final Sample SHORT =
      Sample.of(
          27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4);

  @Test
  void agreesWithTheReferenceOnManyValues() {
    Interval interval = Welch.differenceOfMeans(TALL, SHORT, 0.95);

    assertThat(interval.low()).isCloseTo(-4.868022741791966, within(1e-9));
    assertThat(interval.high()).isCloseTo(-0.7986439248746979, within(1e-9));
  }

  @Test
  void agreesWithTheReferenceOnThreeForksASide() {
    Interval interval =
        Welch.differenceOfMeans(Sample.of(10, 11, 12), Sample.of(20, 20.5, 22), 0.99);

    assertThat(interval.low()).isCloseTo(-13.67427418154691, within(1e-9));
    assertThat(interval.high()).isCloseTo(-5.992392485119756, within(1e-9));
  }

  @Test
  void takesASideWithoutScatter() {
    Interval interval = Welch.differenceOfMeans(Sample.of(5, 5, 5), Sample.of(4, 4.1, 4.2), 0.99);

    assertThat(interval.low()).isCloseTo(0.3269889106284989, within(1e-9));
    assertThat(interval.high()).isCloseTo(1.4730110893715, within(1e-9));
  }

  @Test
  void ofTwoSidesWithoutScatterIsTheDifferenceItself() {
    assertThat(Welch.differenceOfMeans(Sample.of(3, 3), Sample.of(1, 1), 0.99))
        .isEqualTo(new Interval(2, 2));
  }

  @Test
  void ofARatioIsThatOfTheLogarithms() {
    Sample a = Sample.of(1300, 1310, 1290);
    Sample b = Sample.of(1000, 1005, 998);

    Interval ratio = Welch.ratioOfGeometricMeans(a, b, 0.99);
    Interval inverse = Welch.ratioOfGeometricMeans(b, a, 0.99);

    assertThat(ratio.low()).isCloseTo(1.259860059837808, within(1e-9));
    assertThat(ratio.high()).isCloseTo(1.338698762807344, within(1e-9));
    assertThat(inverse.low()).isCloseTo(1 / ratio.high(), within(1e-12));
    assertThat(inverse.high()).isCloseTo(1 / ratio.low(), within(1e-12));
  }

  @Test
  void refusesWhatHasNoInterval() {
    assertThatThrownBy(() -> Welch.differenceOfMeans(Sample.of(1), SHORT, 0.99))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at least 2 values, not 1");
    assertThatThrownBy(() -> Welch.differenceOfMeans(TALL, SHORT, 99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
  }
}
