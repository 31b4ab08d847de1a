package io.lanemark.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanemark.results.Iteration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialCheckTest {

  @Test
  void passesWhereTheNumbersAgree() {
    TrialCheck check = check(Cases.iteration(500, 500, 4_000_000_000L, null));

    assertThat(check.littleInFlight()).isCloseTo(4, within(1e-12));
    assertThat(check.passes()).isTrue();
  }

  @Test
  void holdsLittlesLawWithinTwoPercent() {
    assertThat(check(Cases.iteration(500, 500, 4_079_000_000L, null)).littleHolds()).isTrue();
    assertThat(check(Cases.iteration(500, 500, 4_081_000_000L, null)).littleHolds()).isFalse();
    assertThat(check(Cases.iteration(500, 500, 3_919_000_000L, null)).littleHolds()).isFalse();
  }

  @Test
  void noticesThatCountsDifferInOneWindow() {
    TrialCheck check =
        check(
            Cases.iteration(500, 501, 4_000_000_000L, null),
            Cases.iteration(501, 500, 4_000_000_000L, null));

    assertThat(check.littleHolds()).isTrue();
    assertThat(check.countsAgree()).isFalse();
    assertThat(check.passes()).isFalse();
  }

  @Test
  void noticesThrottling() {
    assertThat(check(Cases.iteration(500, 500, 4_000_000_000L, 0L)).throttled()).isFalse();
    assertThat(check(Cases.iteration(500, 500, 4_000_000_000L, 1L)).throttled()).isTrue();
  }

  private static TrialCheck check(Iteration... iterations) {
    return TrialCheck.of(Cases.trial("virtual", 4, 0, iterations), 2, Optional.empty());
  }
}
