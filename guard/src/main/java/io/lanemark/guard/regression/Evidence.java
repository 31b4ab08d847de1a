package io.lanemark.guard.regression;

import io.lanemark.stats.Interval;
import io.lanemark.stats.ModeratedT;
import io.lanemark.stats.VariancePrior;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What the forks of a pair say, before it is known what those of all others say. A change is
/// looked for in each [Aspect], and the p-values are those of all together: the smallest, times
/// their number, after C. E. Bonferroni.
///
/// @param pair both sides
/// @param tests candidate minus base, on logarithms of costs, by aspect
/// @param margin the logarithm of how many times the cost must be for a change to count; at least 0
record Evidence(SidesOfCase pair, Map<Aspect, ModeratedT> tests, double margin) {

  /// A per mille: no benchmark repeats better than that from fork to fork, whatever a few forks
  /// seem to say.
  private static final double LEAST_DEVIATION = 0.001;

  /// How sure it must be that the change lies within the margin.
  private static final double DOUBT_OF_SAME = 0.05;

  /// The probability with which the smallest effect that is said to show shows.
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

  /// Whether every aspect lies within the margin, to both sides: two one-sided tests (D. J.
  /// Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987).
  boolean isSame() {
    return tests.values().stream()
        .allMatch(
            test -> test.pBelow(margin) <= DOUBT_OF_SAME && test.pAbove(-margin) <= DOUBT_OF_SAME);
  }

  /// The change as it is shown where the candidate was found to be slower: where several aspects
  /// show it, the largest.
  Change slower(Adjusted adjusted) {
    return change(
        tests.keySet().stream()
            .filter(aspect -> pSlower(aspect) * tests.size() <= adjusted.pThatShows())
            .max(Comparator.comparingDouble(aspect -> test(aspect).difference()))
            .orElseGet(() -> telling(this::pSlower)),
        adjusted);
  }

  /// The change as it is shown where the candidate was found to be faster.
  Change faster(Adjusted adjusted) {
    return change(telling(this::pFaster), adjusted);
  }

  /// The change as it is shown where none was found.
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

  /// What the others make of it.
  ///
  /// @param slower the p-value of slower, adjusted to the family
  /// @param faster the same of faster
  /// @param pThatShows the p-value below which one more case would be called slower
  record Adjusted(double slower, double faster, double pThatShows) {}
}
