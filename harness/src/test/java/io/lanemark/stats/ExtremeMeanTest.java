package io.lanemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExtremeMeanTest {

  private static final Sample SAMPLE = Sample.of(7, 1, 4, 2);

  @Test
  void isTheExtremeWhereAllAreDrawnAndTheMeanWhereOneIs() {
    assertThat(ExtremeMean.ofLowest(SAMPLE, 4, 1)).isEqualTo(1);
    assertThat(ExtremeMean.ofLowest(SAMPLE, 4, 2)).isEqualTo(1.5);
    assertThat(ExtremeMean.ofHighest(SAMPLE, 4, 1)).isEqualTo(7);
    assertThat(ExtremeMean.ofLowest(SAMPLE, 1, 1)).isCloseTo(3.5, within(1e-12));
    assertThat(ExtremeMean.ofHighest(SAMPLE, 1, 1)).isCloseTo(3.5, within(1e-12));
  }

  /// Minima of the pairs: 1, 1, 1, 2, 2, 4; their maxima: 2, 4, 7, 4, 7, 7.
  @Test
  void isTheMeanOfTheExtremesOfAllSubsets() {
    assertThat(ExtremeMean.ofLowest(SAMPLE, 2, 1)).isCloseTo(11.0 / 6, within(1e-12));
    assertThat(ExtremeMean.ofHighest(SAMPLE, 2, 1)).isCloseTo(31.0 / 6, within(1e-12));
  }

  /// The two lowest of the triples: 1 and 2, 1 and 2, 1 and 4, 2 and 4.
  @Test
  void averagesSeveralOfASubset() {
    assertThat(ExtremeMean.ofLowest(SAMPLE, 3, 2)).isCloseTo(17.0 / 8, within(1e-12));
  }

  @Test
  void refusesMoreDrawsThanThereAreValues() {
    assertThatThrownBy(() -> ExtremeMean.ofLowest(SAMPLE, 5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot average the 1 lowest of 5 draws from 4 values");
  }
}
