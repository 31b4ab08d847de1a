package io.lanemark.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ModeratedWelchTest {

  private static final Sample LONG = Sample.of(20, 20.5, 22, 21);
  private static final Sample SHORT = Sample.of(10, 11, 12);

  @Test
  void isWelchsTestWithoutAPrior() {
    ModeratedWelch test = ModeratedWelch.of(LONG, SHORT, VariancePrior.NONE, 1e-9);
    Interval expected = Welch.differenceOfMeans(LONG, SHORT, 0.99);

    assertThat(test.interval(0.99).low()).isCloseTo(expected.low(), within(1e-12));
    assertThat(test.interval(0.99).high()).isCloseTo(expected.high(), within(1e-12));
    assertThat(test.pAbove(expected.low())).isCloseTo(0.005, within(1e-9));
    assertThat(test.pBelow(expected.high())).isCloseTo(0.005, within(1e-9));
    assertThat(test.pAbove(test.difference())).isCloseTo(0.5, within(1e-12));
  }

  /// Both sides: (4 · 0.5 + own · s²) / (4 + own).
  @Test
  void addsThePriorToEachSide() {
    ModeratedWelch test = ModeratedWelch.of(LONG, SHORT, new VariancePrior(4, 0.5), 1e-9);
    double ofLong = (4 * 0.5 + 3 * LONG.variance()) / 7 / 4;
    double ofShort = (4 * 0.5 + 2 * SHORT.variance()) / 6 / 3;

    assertThat(test.standardError()).isCloseTo(Math.sqrt(ofLong + ofShort), within(1e-12));
    assertThat(test.degrees()).isBetween(6.0, 13.0);
  }

  @Test
  void trustsNoSideMoreThanTheLeastDeviation() {
    Sample flat = Sample.of(1, 1, 1, 1);

    assertThat(ModeratedWelch.of(flat, flat, VariancePrior.NONE, 0.02).standardError())
        .isCloseTo(0.02 * Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void whatShowsIsFurtherOffTheSurerItIsToShow() {
    ModeratedWelch test = ModeratedWelch.of(LONG, SHORT, VariancePrior.NONE, 1e-9);

    assertThat(test.shownAbove(1, 0.001, 0.9))
        .isGreaterThan(test.shownAbove(1, 0.001, 0.5))
        .isGreaterThan(test.shownAbove(1, 0.01, 0.9));
    assertThat(test.shownAbove(1, 0.5, 0.5)).isCloseTo(1, within(1e-12));
  }
}
