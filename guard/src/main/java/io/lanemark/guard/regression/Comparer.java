package io.lanemark.guard.regression;

import io.lanemark.guard.regression.Evidence.Adjusted;
import io.lanemark.guard.regression.Verdict.Kind;
import io.lanemark.stats.FalseDiscoveryRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares two sides; the method is that of `docs/verdicts.md`.
///
/// @param settings of the comparison
record Comparer(ComparisonSettings settings) {

  Comparison compare(List<Measured> base, List<Measured> candidate) {
    return compare(base, candidate, priors(base, candidate));
  }

  Comparison compare(List<Measured> base, List<Measured> candidate, Priors priors) {
    SortedMap<BenchmarkKey, Measured> before = merged(base);
    SortedMap<BenchmarkKey, Measured> now = merged(candidate);
    List<Evidence> evidence =
        pairs(before, now).stream().map(pair -> evidence(pair, priors)).toList();
    Map<BenchmarkKey, Judged> judged = judged(evidence);
    List<Verdict> verdicts = new ArrayList<>();
    now.forEach(
        (key, measured) -> verdicts.add(verdict(before.get(key), measured, judged.get(key))));
    return new Comparison(
        settings,
        verdicts,
        before.keySet().stream().filter(key -> !now.containsKey(key)).toList(),
        List.of());
  }

  Priors priors(List<Measured> base, List<Measured> candidate) {
    return Priors.of(pairs(merged(base), merged(candidate)));
  }

  private static SortedMap<BenchmarkKey, Measured> merged(List<Measured> side) {
    SortedMap<BenchmarkKey, Measured> merged = new TreeMap<>();
    side.forEach(measured -> merged.merge(measured.key(), measured, Measured::and));
    return merged;
  }

  private List<SidesOfCase> pairs(
      Map<BenchmarkKey, Measured> before, Map<BenchmarkKey, Measured> now) {
    return now.values().stream()
        .filter(candidate -> before.containsKey(candidate.key()))
        .map(candidate -> pair(before.get(candidate.key()), candidate))
        .filter(SidesOfCase::hasEnoughForks)
        .toList();
  }

  private SidesOfCase pair(@Nullable Measured base, Measured candidate) {
    return new SidesOfCase(Objects.requireNonNull(base), candidate, settings.design());
  }

  private Evidence evidence(SidesOfCase pair, Priors priors) {
    double margin = Math.log1p(settings.margins().of(pair.key().measured()));
    return Evidence.of(pair, priors, margin);
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

  /// A failed trial is neither a regression nor a pass.
  private Verdict verdict(@Nullable Measured base, Measured candidate, @Nullable Judged judged) {
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
    SidesOfCase pair = pair(base, candidate);
    Kind kind = judged == null ? Kind.INCONCLUSIVE : judged.kind();
    return new Verdict(
        key,
        candidate.unit(),
        pair.hasFailures() && kind != Kind.REGRESSED ? Kind.INFRASTRUCTURE : kind,
        judged == null ? null : judged.change(),
        pair.shortcomings(),
        pair.hasFailures());
  }

  /// The answer for a pair that has enough forks.
  ///
  /// @param kind the answer
  /// @param change what it rests on
  private record Judged(Kind kind, Change change) {}
}
