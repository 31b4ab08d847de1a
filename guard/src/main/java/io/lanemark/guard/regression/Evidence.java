package io.lanemark.guard.regression;

import io.lanemark.stats.Interval;
import io.lanemark.stats.ModeratedT;
import io.lanemark.stats.VariancePrior;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What the forks of a pair say, before those of all other pairs are considered. A change is looked
/// for in each [Aspect], and the p-values are those of all together: the smallest, times their
/// number, after C. E. Bonferroni.
///
/// @param pair both sides
/// @param tests candidate minus base, on logarithms of costs, by aspect
/// @param margin the logarithm of how many times the cost must be for a change to count; at least 0
record Evidence(SidesOfCase pair, Map<Aspect, ModeratedT> tests, double margin) {

  /// 0.1 %: no benchmark repeats better than that from fork to fork, whatever a few forks seem to
  /// say.
  private static final double LEAST_DEVIATION = 0.001;

  /// The level of the two tests that show that the change lies within the margin.
  private static final double DOUBT_OF_SAME = 0.05;

  /// The probability with which the smallest effect that is reported would show.
  private static final double POWER = 0.9;

  static Evidence of(SidesOfCase pair, Priors priors, double margin) {
    Map<Aspect, ModeratedT> tests = new EnumMap<>(Aspect.class);
    for (Aspect aspect : pair.aspects()) {
      VariancePrior prior =
          pair.isAsMeasured() ? priors.of(pair.key().number(), aspect) : VariancePrior.NONE;
      tests.put(aspect, test(pair, aspect, prior));
    }
    return new Evidence(pair, tests, margin);
  }

  private static ModeratedT test(SidesOfCase pair, Aspect aspect, VariancePrior prior) {
    SidesOfCase.Figures figures = pair.figures(aspect);
    return switch (pair.design()) {
      case INDEPENDENT ->
          ModeratedT.welch(figures.candidate(), figures.base(), prior, LEAST_DEVIATION);
      case PAIRED -> ModeratedT.paired(figures.differences(), prior, LEAST_DEVIATION);
    };
  }

  double pSlower() {
    return least(this::pSlower);
  }

  double pFaster() {
    return least(this::pFaster);
  }

  private double least(ToDoubleFunction<Aspect> pValue) {
    return Math.min(1, pValue.applyAsDouble(telling(pValue)) * tests.size());
  }

  private Aspect telling(ToDoubleFunction<Aspect> pValue) {
    return tests.keySet().stream().min(Comparator.comparingDouble(pValue)).orElseThrow();
  }

  private double pSlower(Aspect aspect) {
    return test(aspect).pAbove(margin);
  }

  private double pFaster(Aspect aspect) {
    return test(aspect).pBelow(-margin);
  }

  /// Whether every aspect lies within the margin, in both directions: two one-sided tests (D. J.
  /// Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987).
  boolean isSame() {
    return tests.values().stream()
        .allMatch(
            test -> test.pBelow(margin) <= DOUBT_OF_SAME && test.pAbove(-margin) <= DOUBT_OF_SAME);
  }

  /// The change to report if the candidate was found to be slower: the largest one if several
  /// aspects show it.
  Change slower(Adjusted adjusted) {
    return change(
        tests.keySet().stream()
            .filter(aspect -> pSlower(aspect) * tests.size() <= adjusted.pThatShows())
            .max(Comparator.comparingDouble(aspect -> test(aspect).difference()))
            .orElseGet(() -> telling(this::pSlower)),
        adjusted);
  }

  /// The change to report if the candidate was found to be faster.
  Change faster(Adjusted adjusted) {
    return change(telling(this::pFaster), adjusted);
  }

  /// The change to report if none was found.
  Change none(Adjusted adjusted) {
    return change(Aspect.FLOOR, adjusted);
  }

  private Change change(Aspect aspect, Adjusted adjusted) {
    ModeratedT test = test(aspect);
    SidesOfCase.Figures figures = pair.figures(aspect);
    Interval interval = test.interval(ComparisonSettings.INTERVAL_CONFIDENCE);
    return new Change(
        aspect,
        figures.base().size(),
        figures.candidate().size(),
        Math.exp(figures.base().mean()),
        Math.exp(figures.candidate().mean()),
        interval.map(Math::exp),
        adjusted.slower(),
        adjusted.faster(),
        Math.exp(test.shownAbove(margin, adjusted.pThatShows() / tests.size(), POWER)));
  }

  private ModeratedT test(Aspect aspect) {
    ModeratedT test = tests.get(aspect);
    if (test == null) {
      throw new IllegalArgumentException("not tested: " + aspect);
    }
    return test;
  }

  /// The p-values, adjusted to those of all other pairs.
  ///
  /// @param slower the p-value of slower, adjusted to the family
  /// @param faster the same of faster
  /// @param pThatShows the p-value below which one more case would be called slower
  record Adjusted(double slower, double faster, double pThatShows) {}
}
