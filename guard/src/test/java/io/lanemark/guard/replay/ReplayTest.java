package io.lanemark.guard.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.replay.Replay.Power;
import io.lanemark.guard.replay.Replay.Slowdown;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What verdicts are worth, on real benchmarks: false alarms, and slow-downs that are found. What
/// it prints is what `docs/verdicts.md` quotes; seeds are fixed, so that every run gives the same.
class ReplayTest {

  private static final int SUITES = 3_000;
  private static final int SUITES_OF_A_HALF = 1_000;
  private static final int SUITES_WITH_SLOWDOWNS = 200;
  private static final int SUITES_WITH_FEW_FORKS = 500;
  private static final long SEED = 1;

  private static final Replay ALL = Replay.all();

  static Stream<Named<Replay>> benchmarks() {
    return Stream.of(
        Named.of("all benchmarks", ALL),
        Named.of("the half that the method was chosen with", Replay.fitted()),
        Named.of("the other half", Replay.confirming()));
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void almostNoSuiteOfTheSameCodeIsRed(Replay benchmarks) {
    ShareOfRuns red = benchmarks.red(benchmarks == ALL ? SUITES : SUITES_OF_A_HALF, SEED);

    print(String.format(Locale.ROOT, "%d benchmarks, red", benchmarks.size()), red);
    assertThat(red.estimate()).isLessThanOrEqualTo(0.01);
    assertThat(red.upperLimit()).isLessThanOrEqualTo(0.02);
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void pureSlowdownsAreFound(Replay benchmarks) {
    Power byTen = power(benchmarks, Slowdown.PURE, 1.1);
    Power byTwenty = power(benchmarks, Slowdown.PURE, 1.2);

    assertThat(byTen.ofAll().estimate()).isGreaterThanOrEqualTo(0.6);
    assertThat(byTen.ofSteady().estimate()).isGreaterThanOrEqualTo(0.95);
    assertThat(byTwenty.ofAll().estimate()).isGreaterThanOrEqualTo(0.83);
    assertThat(byTen.ofAble().estimate()).isGreaterThanOrEqualTo(0.95);
    assertThat(byTen.meanFalseShare()).isLessThanOrEqualTo(0.05);
  }

  @ParameterizedTest
  @CsvSource({"1.2, 0.2", "1.5, 0.6", "2.0, 0.8"})
  void slowdownsOfThirtyPercentOfTheIterationsAreFoundWhereTheyAreLarge(
      double factor, double least) {
    assertThat(power(ALL, Slowdown.ITERATIONS, factor).ofAll().estimate())
        .isGreaterThanOrEqualTo(least);
  }

  /// Five forks do not tell a second mode of a few forks from the one that a base may have as well.
  @Test
  void slowdownsOfThirtyPercentOfTheForksAreNotFound() {
    assertThat(power(ALL, Slowdown.FORKS, 2.0).ofAll().estimate()).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void withFewForksAFewMoreSuitesAreRed(int forks) {
    ShareOfRuns red = ALL.withForks(forks).red(SUITES_WITH_FEW_FORKS, SEED);

    print(String.format(Locale.ROOT, "%d forks per side, red", forks), red);
    assertThat(red.estimate()).isLessThanOrEqualTo(ComparisonSettings.DEFAULT.falseDiscoveryRate());
  }

  @Test
  void pairsThatHaveNothingInCommonCostPowerAndNoFalseAlarms() {
    Replay inPairs = ALL.inPairs();
    ShareOfRuns red = inPairs.red(SUITES_OF_A_HALF, SEED);
    Power byTwenty = inPairs.power(Slowdown.PURE, 1.2, SUITES_WITH_SLOWDOWNS, SEED);

    print("in pairs, red", red);
    print("in pairs, pure × 1.2, found", byTwenty.ofAll());
    print(
        "in pairs, pure × 1.1, found",
        inPairs.power(Slowdown.PURE, 1.1, SUITES_WITH_SLOWDOWNS, SEED).ofAll());
    assertThat(red.estimate()).isLessThanOrEqualTo(0.01);
  }

  private static Power power(Replay benchmarks, Slowdown slowdown, double factor) {
    Power power = benchmarks.power(slowdown, factor, SUITES_WITH_SLOWDOWNS, SEED);
    String what =
        String.format(
            Locale.ROOT,
            "%d benchmarks, %s × %s",
            benchmarks.size(),
            slowdown.name().toLowerCase(Locale.ROOT),
            factor);
    print(what + ", found", power.ofAll());
    print(what + ", found of the steady", power.ofSteady());
    print(what + ", found of those said to show it", power.ofAble());
    print(
        what + ", false share",
        String.format(Locale.ROOT, "%.2f %%", 100 * power.meanFalseShare()));
    return power;
  }

  private static void print(String what, Object figure) {
    System.out.printf("replay: %s: %s%n", what, figure);
  }
}
