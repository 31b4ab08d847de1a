package io.lanemark.guard.ab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Subject SHORT = new Subject("Bench.shortOne", new TreeMap<>());
  private static final Subject LONG = new Subject("Bench.longOne", new TreeMap<>());

  private final Budget budget = new Budget(Duration.ofSeconds(100), Duration.ofSeconds(10));

  private static AbTrial trial(Subject subject, double seconds, double elapsedSeconds) {
    return new AbTrial(
        1, 1, 1, Lane.BASE, subject, Instant.EPOCH, seconds, elapsedSeconds, "scores.json", "");
  }

  @Test
  void whatWasNotSeenTakesWhatIsExpected() {
    assertThat(budget.pairsSeconds(SHORT, 3)).isEqualTo(60);
  }

  @Test
  void whatWasSeenTakesAsLongAsTheLongest() {
    budget.used(trial(LONG, 22, 30));
    budget.used(trial(LONG, 20, 52));

    assertThat(budget.trialSeconds(LONG)).isEqualTo(22);
    assertThat(budget.trialSeconds(SHORT)).isEqualTo(10);
  }

  @Test
  void onlyWhatIsLeftFits() {
    budget.used(trial(SHORT, 5, 60));

    assertThat(budget.leftSeconds()).isEqualTo(40);
    assertThat(budget.fits(40)).isTrue();
    assertThat(budget.fits(40.1)).isFalse();
  }

  @Test
  void aBudgetCanBeOverdrawn() {
    budget.used(trial(SHORT, 5, 120));

    assertThat(budget.leftSeconds()).isEqualTo(-20);
    assertThat(budget.fits(0)).isFalse();
  }
}
