package io.lanemark.guard.export;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Measurements;
import io.lanemark.guard.regression.Remark;
import io.lanemark.guard.regression.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Comparisons with a verdict of nearly every kind, and with names that break an output that does
/// not escape them.
public final class SampleComparison {

  static final String HOSTILE = "org.example.A<b>`|,:%&\u0001.slow";

  private SampleComparison() {}

  /// Ten cases that are the same, and one each that improved, failed, is new, and is gone.
  ///
  /// @param regressions how many others became slower
  public static Comparison of(int regressions) {
    Measurements measurements = new Measurements(1);
    List<Measured> base = new ArrayList<>(measurements.others());
    List<Measured> candidate = new ArrayList<>(measurements.others());
    IntStream.range(0, regressions)
        .forEach(
            i -> {
              base.add(measurements.of(HOSTILE + i, 1_000, 0.005, 5));
              candidate.add(measurements.of(HOSTILE + i, 1_250, 0.005, 5));
            });
    base.add(measurements.of("org.example.Quick.m", 1_000, 0.005, 5));
    candidate.add(measurements.of("org.example.Quick.m", 800, 0.005, 5));
    base.add(measurements.of("org.example.Gone.m", 1_000, 0.005, 5));
    candidate.add(measurements.of("org.example.New.m", 1_000, 0.005, 5));
    Measured broken = measurements.of("org.example.Broken.m", 1_000, 0.005, 5);
    base.add(broken);
    candidate.add(
        new Measured(broken.key(), broken.unit(), broken.forks(), List.of("fork 6 died")));
    return Comparison.of(base, candidate, ComparisonSettings.DEFAULT);
  }

  /// A regression that was accepted, and remarks of two kinds.
  public static Comparison remarked() {
    Comparison comparison = of(2);
    Verdict first = comparison.verdicts().getFirst();
    return new Comparison(
            comparison.settings(),
            List.of(first.as(Verdict.Kind.ACCEPTED, "accepted until <b>")),
            List.of(),
            List.of())
        .remarked(Remark.Kind.WARNING, "not side by side <b>")
        .remarked(Remark.Kind.EXPIRED, "accepted no longer");
  }
}
