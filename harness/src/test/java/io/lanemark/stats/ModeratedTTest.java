package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ModeratedTTest {

  private static final Sample LONG = Sample.of(20, 20.5, 22, 21);
  private static final Sample SHORT = Sample.of(10, 11, 12);

  @Test
  void isWelchsTestWithoutAPrior() {
    ModeratedT test = ModeratedT.welch(LONG, SHORT, VariancePrior.NONE, 1e-9);
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
    ModeratedT test = ModeratedT.welch(LONG, SHORT, new VariancePrior(4, 0.5), 1e-9);
    double ofLong = (4 * 0.5 + 3 * LONG.variance()) / 7 / 4;
    double ofShort = (4 * 0.5 + 2 * SHORT.variance()) / 6 / 3;

    assertThat(test.standardError()).isCloseTo(Math.sqrt(ofLong + ofShort), within(1e-12));
    assertThat(test.degrees()).isBetween(6.0, 13.0);
  }

  @Test
  void trustsNoSideMoreThanTheLeastDeviation() {
    Sample flat = Sample.of(1, 1, 1, 1);

    assertThat(ModeratedT.welch(flat, flat, VariancePrior.NONE, 0.02).standardError())
        .isCloseTo(0.02 * Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void whatShowsIsFurtherOffTheSurerItIsToShow() {
    ModeratedT test = ModeratedT.welch(LONG, SHORT, VariancePrior.NONE, 1e-9);

    assertThat(test.shownAbove(1, 0.001, 0.9))
        .isGreaterThan(test.shownAbove(1, 0.001, 0.5))
        .isGreaterThan(test.shownAbove(1, 0.01, 0.9));
    assertThat(test.shownAbove(1, 0.5, 0.5)).isCloseTo(1, within(1e-12));
  }

  @Test
  void pairsTakeOutWhatBothSidesHaveInCommon() {
    Sample differences = Sample.of(0.9, 1.1, 1.0, 1.2);
    ModeratedT test = ModeratedT.paired(differences, VariancePrior.NONE, 1e-9);

    assertThat(test.difference()).isCloseTo(1.05, within(1e-12));
    assertThat(test.standardError())
        .isCloseTo(Math.sqrt(differences.variance() / 4), within(1e-12));
    assertThat(test.degrees()).isEqualTo(3);
  }

  /// The differences of two sides scatter by both.
  @Test
  void pairsHaveAPriorAndALeastDeviationToo() {
    Sample differences = Sample.of(0.9, 1.1, 1.0, 1.2);
    ModeratedT test = ModeratedT.paired(differences, new VariancePrior(4, 0.5), 1e-9);
    ModeratedT flat = ModeratedT.paired(Sample.of(0, 0, 0, 0), VariancePrior.NONE, 0.02);

    assertThat(test.standardError())
        .isCloseTo(Math.sqrt((4 * 0.5 + 3 * differences.variance()) / 7 / 4), within(1e-12));
    assertThat(test.degrees()).isEqualTo(7);
    assertThat(flat.standardError()).isCloseTo(0.02 * Math.sqrt(0.5), within(1e-12));
  }
}
