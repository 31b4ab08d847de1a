package io.lanemark.guard.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.guard.regression.BenchmarkKey;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Unit;
import io.lanemark.guard.regression.Verdict;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.results.Case;
import io.lanemark.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequentialTestTest {

  private static final ForkRange FORKS = new ForkRange(3, 10);
  private static final Unit UNIT = Unit.ofScore("avgt", "us/op");
  private static final double NOISE = 0.01;
  private static final int ITERATIONS = 5;

  private final Random random = new Random(1);

  private static List<String> subjects(int count) {
    return IntStream.range(0, count).mapToObj(i -> "Bench.b" + i).toList();
  }

  private static BenchmarkKey key(String subject) {
    return BenchmarkKey.score(new Case(subject, "avgt", new TreeMap<>(), 1, Case.DEFAULT_VARIANT));
  }

  /// A fork whose costs are lognormal, with as much scatter between forks as within one.
  private List<Measured> fork(String subject, double cost) {
    double ofFork = cost * Math.exp(NOISE * random.nextGaussian());
    double[] costs =
        random.doubles(ITERATIONS).map(draw -> ofFork * Math.exp(NOISE * draw)).toArray();
    return List.of(new Measured(key(subject), UNIT, List.of(Sample.of(costs)), List.of()));
  }

  private static List<Measured> failure(String subject) {
    return List.of(new Measured(key(subject), UNIT, List.of(), List.of("trial 2 failed: boom")));
  }

  /// Measures rounds until nothing is left, or there were as many as may be.
  ///
  /// @param ratio candidate over base, of each subject
  private void run(
      SequentialTest<String> test,
      List<String> subjects,
      Function<String, Double> ratio,
      int most) {
    for (int round = 0; round < most; round++) {
      List<String> left =
          subjects.stream().filter(each -> test.stage(each) != SubjectStage.OVER).toList();
      left.forEach(each -> test.add(each, fork(each, 1), fork(each, ratio.apply(each))));
      test.look();
    }
  }

  private static SequentialTest<String> test(List<String> subjects) {
    return new SequentialTest<>(subjects, ComparisonSettings.DEFAULT, FORKS, false);
  }

  @Test
  void theSameCodeIsNeverRed() {
    List<String> subjects = subjects(20);
    int pairs = 0;
    for (int run = 0; run < 100; run++) {
      SequentialTest<String> test = test(subjects);

      run(test, subjects, _ -> 1.0, 40);

      assertThat(test.verdicts().count(Kind.REGRESSED)).as("run %d", run).isZero();
      assertThat(subjects).allMatch(each -> test.stage(each) == SubjectStage.OVER);
      pairs += subjects.stream().mapToInt(test::pairs).sum();
    }
    assertThat(pairs / (100.0 * subjects.size())).isLessThan(FORKS.most() * 0.8);
  }

  @Test
  void whatIsSlowerIsFoundAndNothingElse() {
    List<String> subjects = subjects(20);
    int found = 0;
    for (int run = 0; run < 50; run++) {
      SequentialTest<String> test = test(subjects);

      run(test, subjects, each -> each.endsWith("7") ? 1.1 : 1.0, 40);

      List<String> red =
          test.verdicts().verdicts().stream()
              .filter(verdict -> verdict.kind() == Kind.REGRESSED)
              .map(verdict -> verdict.key().measured().benchmark())
              .toList();
      assertThat(red).isSubsetOf("Bench.b7", "Bench.b17");
      found += red.size();
    }
    assertThat(found).isGreaterThanOrEqualTo(95);
  }

  @Test
  void onlyFreshForksConfirm() {
    List<String> subjects = subjects(1);
    String unlucky = subjects.getFirst();
    SequentialTest<String> test = test(subjects);
    run(test, subjects, _ -> 1.3, 3);
    assertThat(test.stage(unlucky)).isEqualTo(SubjectStage.CONFIRMING);
    assertThat(test.pairsLeft(unlucky)).isEqualTo(5);

    run(test, subjects, _ -> 1.0, 10);

    assertThat(test.pairs(unlucky)).isEqualTo(8);
    Verdict verdict = test.verdicts().verdicts().getFirst();
    assertThat(verdict.kind()).isIn(Kind.SAME, Kind.INCONCLUSIVE);
    assertThat(verdict.change())
        .isNotNull()
        .satisfies(change -> assertThat(change.baseForks()).isEqualTo(5));
    assertThat(verdict.note()).contains("5 fresh forks per side did not confirm it");
  }

  @Test
  void aSuspicionThatThereWasNoTimeForIsNoVerdict() {
    List<String> subjects = subjects(1);
    SequentialTest<String> test = test(subjects);

    run(test, subjects, _ -> 1.3, 4);

    Verdict verdict = test.verdicts().verdicts().getFirst();
    assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(verdict.note()).contains("before fresh forks could confirm it");
    assertThat(test.screened().verdicts().getFirst().kind()).isEqualTo(Kind.REGRESSED);
  }

  @Test
  void aFailureEndsASubjectAndIsNoPass() {
    List<String> subjects = subjects(2);
    SequentialTest<String> test = test(subjects);

    test.add("Bench.b0", fork("Bench.b0", 1), failure("Bench.b0"));
    test.add("Bench.b1", fork("Bench.b1", 1), fork("Bench.b1", 1));
    test.look();

    assertThat(test.stage("Bench.b0")).isEqualTo(SubjectStage.OVER);
    assertThat(test.stage("Bench.b1")).isEqualTo(SubjectStage.SCREENING);
    Verdict verdict = test.verdicts().verdicts().getFirst();
    assertThat(verdict.kind()).isEqualTo(Kind.INFRASTRUCTURE);
    assertThat(verdict.note()).contains("boom");
  }

  @Test
  void whatFailsIsNoRegressionWhateverItsOtherForksSay() {
    List<String> subjects = subjects(1);
    String subject = subjects.getFirst();
    SequentialTest<String> test =
        new SequentialTest<>(subjects, ComparisonSettings.DEFAULT, new ForkRange(5, 10), false);
    run(test, subjects, _ -> 1.5, 4);

    test.add(subject, fork(subject, 1), failure(subject));
    test.look();

    assertThat(test.screened().verdicts().getFirst().kind()).isEqualTo(Kind.REGRESSED);
    assertThat(test.verdicts().verdicts().getFirst().kind()).isEqualTo(Kind.INFRASTRUCTURE);
  }

  @Test
  void aFreshForkThatFailsConfirmsNothing() {
    List<String> subjects = subjects(1);
    String subject = subjects.getFirst();
    SequentialTest<String> test = test(subjects);
    run(test, subjects, _ -> 1.5, 7);
    assertThat(test.stage(subject)).isEqualTo(SubjectStage.CONFIRMING);

    test.add(subject, fork(subject, 1), failure(subject));
    test.look();

    assertThat(test.verdicts().verdicts().getFirst().kind()).isEqualTo(Kind.INFRASTRUCTURE);
  }

  @Test
  void whatWasNotLookedAtForLackOfForksIsNoVerdict() {
    List<String> subjects = subjects(1);
    SequentialTest<String> test =
        new SequentialTest<>(subjects, ComparisonSettings.DEFAULT, new ForkRange(5, 10), false);

    run(test, subjects, _ -> 1.5, 4);

    Verdict verdict = test.verdicts().verdicts().getFirst();
    assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(verdict.note()).contains("no fresh forks confirmed it");
  }

  @Test
  void aConfirmationThatIsCutShortIsNoVerdict() {
    List<String> subjects = subjects(1);
    SequentialTest<String> test = test(subjects);

    run(test, subjects, _ -> 1.3, 7);

    assertThat(test.pairsLeft(subjects.getFirst())).isEqualTo(1);
    assertThat(test.verdicts().verdicts().getFirst().kind()).isEqualTo(Kind.INCONCLUSIVE);
  }

  @Test
  void aThoroughTestMeasuresAllThatIsTheSame() {
    List<String> subjects = subjects(3);
    SequentialTest<String> test =
        new SequentialTest<>(subjects, ComparisonSettings.DEFAULT, FORKS, true);

    run(test, subjects, _ -> 1.0, 40);

    assertThat(subjects).allMatch(each -> test.pairs(each) == FORKS.most());
  }

  @Test
  void theSameForksLeadToTheSameDecisions() {
    List<String> subjects = subjects(5);
    List<List<Object>> stories = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      random.setSeed(9);
      SequentialTest<String> test = test(subjects);
      run(test, subjects, each -> each.endsWith("3") ? 1.2 : 1.0, 12);
      stories.add(List.of(test.verdicts(), subjects.stream().map(test::pairs).toList()));
    }

    assertThat(stories.get(0)).isEqualTo(stories.get(1));
  }
}
