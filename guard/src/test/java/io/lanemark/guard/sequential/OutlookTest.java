package io.lanemark.guard.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.Aspect;
import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.Change;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.results.Case;
import io.lanemark.stats.Interval;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {

  private static final double MARGIN = 0.03;
  private static final BenchmarkKey KEY =
      BenchmarkKey.score(new Case("Bench.b", "avgt", new TreeMap<>(), 1, Case.DEFAULT_VARIANT));

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # answer,      low,  high, forks, outlook
          REGRESSED,     1.05, 1.25,     3, CHANGED
          IMPROVED,      0.80, 0.90,     3, CHANGED
          SAME,          0.99, 1.02,     3, FINE
          # the same to 95 %, and not yet to 99 %
          SAME,          0.98, 1.04,     3, OPEN
          # may be slower by a lot
          INCONCLUSIVE,  0.90, 1.20,     3, OPEN
          # shrinks to less than the margin
          INCONCLUSIVE,  0.95, 1.05,     3, OPEN
          # neither the same nor slower can be shown any more
          INCONCLUSIVE,  0.93, 1.07,     8, HOPELESS
          INCONCLUSIVE,  0.93, 1.12,     8, OPEN
          INFRASTRUCTURE,0.50, 2.00,     3, FINE
          """)
  void dependsOnTheIntervalAndTheForks(
      Kind kind, double low, double high, int forks, Outlook expected) {
    Change change =
        new Change(
            Aspect.FLOOR,
            forks,
            forks,
            1,
            Math.sqrt(low * high),
            new Interval(low, high),
            0.5,
            0.5,
            high);

    assertThat(Outlook.of(verdict(kind, change), MARGIN, 10)).isEqualTo(expected);
  }

  @Test
  void withTooFewForksItIsOpen() {
    assertThat(Outlook.of(verdict(Kind.INCONCLUSIVE, null), MARGIN, 10)).isEqualTo(Outlook.OPEN);
  }

  private static Verdict verdict(Kind kind, @Nullable Change change) {
    return new Verdict(KEY, Unit.ofScore("avgt", "us/op"), kind, change, "", false);
  }
}
