package io.lanemark.guard.regression;

import io.lanemark.stats.Sample;
import io.lanemark.stats.VariancePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What cases show about how much each other's forks vary. Numbers of one kind, such as scores,
/// vary alike.
///
/// @param byNumber one for each aspect of each kind of number
public record Priors(Map<String, Map<Aspect, VariancePrior>> byNumber) {

  /// The maximum weight of the other cases, in degrees of freedom: as much as five forks.
  private static final double MOST_PRIOR_DEGREES = 4;

  /// Copies the map.
  public Priors {
    byNumber = Map.copyOf(byNumber);
  }

  /// The priors from cases that were measured on both sides.
  ///
  /// @param base what was measured before
  /// @param candidate what was measured now
  /// @param settings how it was measured
  /// @return none for numbers that too few cases have
  public static Priors of(
      List<Measured> base, List<Measured> candidate, ComparisonSettings settings) {
    return new Comparer(settings).priors(base, candidate);
  }

  static Priors of(List<SidesOfCase> pairs) {
    Map<String, List<SidesOfCase>> grouped = new TreeMap<>();
    pairs.stream()
        .filter(SidesOfCase::hasEnoughForks)
        .forEach(
            pair -> grouped.computeIfAbsent(pair.key().number(), _ -> new ArrayList<>()).add(pair));
    Map<String, Map<Aspect, VariancePrior>> priors = new TreeMap<>();
    grouped.forEach((number, each) -> priors.put(number, fit(each)));
    return new Priors(priors);
  }

  private static Map<Aspect, VariancePrior> fit(List<SidesOfCase> pairs) {
    Map<Aspect, VariancePrior> priors = new EnumMap<>(Aspect.class);
    Arrays.stream(Aspect.values()).forEach(aspect -> priors.put(aspect, fit(pairs, aspect)));
    return priors;
  }

  private static VariancePrior fit(List<SidesOfCase> pairs, Aspect aspect) {
    List<Sample> samples =
        pairs.stream()
            .filter(pair -> pair.aspects().contains(aspect))
            .flatMap(pair -> pair.scattered(aspect))
            .toList();
    return VariancePrior.fit(samples, MOST_PRIOR_DEGREES);
  }

  VariancePrior of(String number, Aspect aspect) {
    return byNumber.getOrDefault(number, Map.of()).getOrDefault(aspect, VariancePrior.NONE);
  }
}
