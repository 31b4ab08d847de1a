package io.lanemark.reports.regression;

import io.lanemark.reports.regression.Evidence.Adjusted;
import io.lanemark.reports.regression.Verdict.Kind;
import io.lanemark.reports.stats.FalseDiscoveryRate;
import io.lanemark.reports.stats.VariancePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares two sides; the method is that of `docs/verdicts.md`.
///
/// @param settings what it goes by
record Comparer(Settings settings) {

  /// What the other cases may be worth at most, in degrees of freedom: as much as five forks.
  private static final double MOST_PRIOR_DEGREES = 4;

  Comparison compare(List<Measured> base, List<Measured> candidate) {
    SortedMap<BenchmarkKey, Measured> before = merged(base);
    SortedMap<BenchmarkKey, Measured> now = merged(candidate);
    Map<BenchmarkKey, Judged> judged = judged(evidence(before, now));
    List<Verdict> verdicts = new ArrayList<>();
    now.forEach(
        (key, measured) -> verdicts.add(verdict(before.get(key), measured, judged.get(key))));
    return new Comparison(
        settings,
        verdicts,
        before.keySet().stream().filter(key -> !now.containsKey(key)).toList(),
        List.of());
  }

  private static SortedMap<BenchmarkKey, Measured> merged(List<Measured> side) {
    SortedMap<BenchmarkKey, Measured> merged = new TreeMap<>();
    side.forEach(measured -> merged.merge(measured.key(), measured, Measured::and));
    return merged;
  }

  /// Numbers of one kind, such as scores, scatter alike, and tell what to expect of each other.
  private List<Evidence> evidence(
      Map<BenchmarkKey, Measured> before, Map<BenchmarkKey, Measured> now) {
    List<Pair> pairs = new ArrayList<>();
    now.forEach(
        (key, candidate) -> {
          Measured base = before.get(key);
          if (base != null) {
            pairs.add(new Pair(base, candidate));
          }
        });
    Map<String, List<Pair>> byNumber =
        pairs.stream()
            .filter(Pair::hasEnoughForks)
            .collect(
                Collectors.groupingBy(
                    pair -> pair.key().number(), TreeMap::new, Collectors.toList()));
    return byNumber.values().stream().flatMap(this::evidence).toList();
  }

  private Stream<Evidence> evidence(List<Pair> pairs) {
    Map<Aspect, VariancePrior> priors = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      priors.put(aspect, prior(pairs, aspect));
    }
    return pairs.stream()
        .map(
            pair ->
                Evidence.of(
                    pair, priors, Math.log1p(settings.margins().of(pair.key().measured()))));
  }

  private static VariancePrior prior(List<Pair> pairs, Aspect aspect) {
    return VariancePrior.fit(
        pairs.stream()
            .filter(pair -> pair.aspects().contains(aspect))
            .map(pair -> pair.figures(aspect))
            .flatMap(figures -> Stream.of(figures.base(), figures.candidate()))
            .toList(),
        MOST_PRIOR_DEGREES);
  }

  private Map<BenchmarkKey, Judged> judged(List<Evidence> evidence) {
    double rate = settings.falseDiscoveryRate();
    double[] slower =
        FalseDiscoveryRate.adjusted(evidence.stream().mapToDouble(Evidence::pSlower).toArray());
    double[] faster =
        FalseDiscoveryRate.adjusted(evidence.stream().mapToDouble(Evidence::pFaster).toArray());
    long found = Arrays.stream(slower).filter(p -> p <= rate).count();
    double pThatShows = rate * Math.min(found + 1.0, slower.length) / slower.length;
    Map<BenchmarkKey, Judged> judged = new HashMap<>();
    for (int i = 0; i < slower.length; i++) {
      Evidence each = evidence.get(i);
      judged.put(each.pair().key(), judged(each, new Adjusted(slower[i], faster[i], pThatShows)));
    }
    return judged;
  }

  private Judged judged(Evidence evidence, Adjusted adjusted) {
    double rate = settings.falseDiscoveryRate();
    if (adjusted.slower() <= rate) {
      return new Judged(Kind.REGRESSED, evidence.slower(adjusted));
    }
    if (adjusted.faster() <= rate) {
      return new Judged(Kind.IMPROVED, evidence.faster(adjusted));
    }
    return new Judged(evidence.isSame() ? Kind.SAME : Kind.INCONCLUSIVE, evidence.none(adjusted));
  }

  /// A failed trial is never a regression, and no pass either.
  private static Verdict verdict(
      @Nullable Measured base, Measured candidate, @Nullable Judged judged) {
    BenchmarkKey key = candidate.key();
    if (base == null) {
      String failures = String.join(", ", candidate.failures());
      return new Verdict(
          key,
          candidate.unit(),
          failures.isEmpty() ? Kind.NO_BASELINE : Kind.INFRASTRUCTURE,
          null,
          failures,
          !failures.isEmpty());
    }
    Pair pair = new Pair(base, candidate);
    Kind kind = judged == null ? Kind.INCONCLUSIVE : judged.kind();
    return new Verdict(
        key,
        candidate.unit(),
        pair.hasFailures() && kind != Kind.REGRESSED ? Kind.INFRASTRUCTURE : kind,
        judged == null ? null : judged.change(),
        pair.shortcomings(),
        pair.hasFailures());
  }

  /// What is said of a pair that has enough forks.
  ///
  /// @param kind the answer
  /// @param change what it rests on
  private record Judged(Kind kind, Change change) {}
}
