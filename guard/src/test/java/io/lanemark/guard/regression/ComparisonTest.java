package io.lanemark.guard.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.Comparison.Outcome;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.stats.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final String NAME = "org.example.Subject.measure";
  private static final double QUIET = 0.005;

  private final Measurements measurements = new Measurements(1);

  @Test
  void saysWhatIsSlowerFasterAndTheSame() {
    assertThat(kind(1_000, 1_100, QUIET)).isEqualTo(Kind.REGRESSED);
    assertThat(kind(1_000, 900, QUIET)).isEqualTo(Kind.IMPROVED);
    assertThat(kind(1_000, 1_000, QUIET)).isEqualTo(Kind.SAME);
    assertThat(kind(1_000, 1_015, QUIET / 5)).isEqualTo(Kind.SAME);
  }

  @Test
  void saysWhatNoiseHides() {
    Verdict verdict = verdict(compare(1_000, 1_020, 0.15));

    assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(change(verdict).smallestShown()).isGreaterThan(1.2);
    assertThat(change(verdict(compare(1_000, 1_000, QUIET))).smallestShown()).isBetween(1.03, 1.1);
  }

  /// Every iteration is a little slower, and a few are much slower.
  @Test
  void showsTheLargestOfTheChangesThatRegressed() {
    assertThat(slowedInTheUpperPart(1_100, 4).ratio()).isGreaterThan(2);
  }

  @Test
  void findsWhatHitsOnlySomeIterations() {
    assertThat(slowedInTheUpperPart(1_000, 1.5).ratio()).isBetween(1.4, 1.6);
  }

  /// The change from a base of 1,000, with a regression in the upper part only.
  private Change slowedInTheUpperPart(double nanos, double spike) {
    Measured base = measurements.of(NAME, 1_000, QUIET, 5);
    Measured candidate =
        withForks(
            base,
            measurements.of(NAME, nanos, QUIET, 5).forks().stream()
                .map(fork -> spiked(fork, spike))
                .toList());

    Verdict verdict = verdict(compare(base, candidate, ComparisonSettings.DEFAULT));

    assertThat(verdict.kind()).isEqualTo(Kind.REGRESSED);
    assertThat(change(verdict).aspect()).isEqualTo(Aspect.UPPER);
    return change(verdict);
  }

  @Test
  void takesTheMarginOfTheCase() {
    Margins wide = new Margins(0.03, List.of(new Margins.Special(Pattern.compile("Subject"), 0.2)));
    Measured base = measurements.of(NAME, 1_000, QUIET, 5);
    Measured candidate = measurements.of(NAME, 1_100, QUIET, 5);

    assertThat(verdict(compare(base, candidate, new ComparisonSettings(wide, 0.05))).kind())
        .isEqualTo(Kind.SAME);
  }

  @Test
  void aFailedForkIsNeitherARegressionNorAPass() {
    Measured base = measurements.of(NAME, 1_000, QUIET, 5);
    Measured failed = new Measured(base.key(), base.unit(), base.forks(), List.of("fork 6 died"));
    Measured nothing = new Measured(base.key(), base.unit(), List.of(), List.of("fork 1 died"));
    Measured slower =
        new Measured(
            base.key(),
            base.unit(),
            measurements.of(NAME, 1_200, QUIET, 5).forks(),
            List.of("fork 6 died"));

    Comparison comparison = compare(base, failed, ComparisonSettings.DEFAULT);
    assertThat(verdict(comparison).kind()).isEqualTo(Kind.INFRASTRUCTURE);
    assertThat(verdict(comparison).note()).isEqualTo("candidate: fork 6 died");
    assertThat(comparison.outcome(false)).isEqualTo(Outcome.INFRASTRUCTURE);
    assertThat(verdict(compare(failed, base, ComparisonSettings.DEFAULT)).kind())
        .isEqualTo(Kind.INFRASTRUCTURE);
    assertThat(verdict(compare(base, nothing, ComparisonSettings.DEFAULT)).kind())
        .isEqualTo(Kind.INFRASTRUCTURE);
    assertThat(verdict(compare(base, slower, ComparisonSettings.DEFAULT)).kind())
        .isEqualTo(Kind.REGRESSED);
    assertThat(compare(base, slower, ComparisonSettings.DEFAULT).outcome(false))
        .isEqualTo(Outcome.REGRESSION);
  }

  @Test
  void aFailedForkWithoutABaseIsNoPassEither() {
    Measured nothing =
        new Measured(
            Measurements.key(NAME), Unit.ofScore("avgt", "s/op"), List.of(), List.of("died"));

    assertThat(
            Comparison.of(measurements.others(), List.of(nothing), ComparisonSettings.DEFAULT)
                .outcome(false))
        .isEqualTo(Outcome.INFRASTRUCTURE);
  }

  @Test
  void oneForkIsInconclusive() {
    Verdict verdict =
        verdict(
            compare(
                measurements.of(NAME, 1_000, QUIET, 1),
                measurements.of(NAME, 2_000, QUIET, 5),
                ComparisonSettings.DEFAULT));

    assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(verdict.change()).isNull();
    assertThat(verdict.note()).isEqualTo("1 and 5 forks; a verdict needs 3 on each side");
  }

  @Test
  void oneProcessOnEachSideIsOneNumber() {
    Verdict verdict =
        verdict(
            compare(
                measurements.of(NAME, 1_000, QUIET, 1),
                measurements.of(NAME, 2_000, QUIET, 1),
                ComparisonSettings.DEFAULT));

    assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(verdict.note())
        .isEqualTo(
            "only one number on each side, that of one process; a verdict needs 3 forks on each"
                + " side (JMH's -f 3)");
  }

  @Test
  void comparesOnlyWhatBothHave() {
    Measured old = measurements.of("org.example.Old.name", 1_000, QUIET, 5);
    Measured renamed = measurements.of("org.example.New.name", 2_000, QUIET, 5);

    Comparison comparison = compare(old, renamed, ComparisonSettings.DEFAULT);

    assertThat(comparison.count(Kind.NO_BASELINE)).isEqualTo(1);
    assertThat(comparison.gone()).containsExactly(old.key());
    assertThat(comparison.outcome(false)).isEqualTo(Outcome.FINE);
    assertThat(comparison.outcome(true)).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void mergesWhatWasMeasuredTwice() {
    List<Measured> base = new ArrayList<>(measurements.others());
    List<Measured> candidate = new ArrayList<>(measurements.others());
    for (int i = 0; i < 3; i++) {
      base.add(measurements.of(NAME, 1_000, QUIET, 1));
      candidate.add(measurements.of(NAME, 1_200, QUIET, 1));
    }

    Verdict verdict = verdict(Comparison.of(base, candidate, ComparisonSettings.DEFAULT));

    assertThat(verdict.kind()).isEqualTo(Kind.REGRESSED);
    assertThat(change(verdict).baseForks()).isEqualTo(3);
  }

  @Test
  void longerForksAreNotTakenForFasterOnes() {
    Random random = new Random(3);
    List<Measured> base = new ArrayList<>();
    List<Measured> candidate = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Measured any = measurements.of("org.example.Long.m" + i, 1_000, 0, 1);
      base.add(withForks(any, forks(random, 40)));
      candidate.add(withForks(any, forks(random, 5)));
    }

    assertThat(Comparison.of(base, candidate, ComparisonSettings.DEFAULT).count(Kind.REGRESSED))
        .isZero();
  }

  @Test
  void doesNotDependOnTheOrderOfCases() {
    List<Measured> base = measurements.others();
    List<Measured> candidate = measurements.others();
    List<Measured> shuffled = new ArrayList<>(candidate);
    Collections.shuffle(shuffled, new Random(5));

    assertThat(Comparison.of(base, shuffled, ComparisonSettings.DEFAULT))
        .isEqualTo(Comparison.of(base, candidate, ComparisonSettings.DEFAULT));
  }

  @Test
  void ofNothingIsFine() {
    assertThat(Comparison.of(List.of(), List.of(), ComparisonSettings.DEFAULT).outcome(true))
        .isEqualTo(Outcome.FINE);
  }

  private Kind kind(double before, double now, double noise) {
    return verdict(compare(before, now, noise)).kind();
  }

  private Comparison compare(double before, double now, double noise) {
    return compare(
        measurements.of(NAME, before, noise, 5),
        measurements.of(NAME, now, noise, 5),
        ComparisonSettings.DEFAULT);
  }

  private Comparison compare(Measured base, Measured candidate, ComparisonSettings settings) {
    return Comparison.of(
        Stream.concat(Stream.of(base), measurements.others().stream()).toList(),
        Stream.concat(Stream.of(candidate), measurements.others().stream()).toList(),
        settings);
  }

  private static Verdict verdict(Comparison comparison) {
    return comparison.verdicts().stream()
        .filter(verdict -> !verdict.key().text().contains("Other"))
        .findFirst()
        .orElseThrow();
  }

  private static Change change(Verdict verdict) {
    return Objects.requireNonNull(verdict.change());
  }

  private static Measured withForks(Measured measured, List<Sample> forks) {
    return new Measured(measured.key(), measured.unit(), forks, List.of());
  }

  private static Sample spiked(Sample fork, double factor) {
    double[] costs = fork.stream().toArray();
    costs[0] *= factor;
    return Sample.of(costs);
  }

  /// Noise within forks and none between them: the more iterations, the lower the minimum.
  private static List<Sample> forks(Random random, int iterations) {
    return Stream.generate(
            () ->
                Sample.of(
                    random
                        .doubles(iterations)
                        .map(uniform -> 1e-6 * (1 + 0.3 * uniform))
                        .toArray()))
        .limit(5)
        .toList();
  }
}
