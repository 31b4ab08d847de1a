package io.lanemark.guard.ab;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Remark;
import java.util.List;

/// What is said of two sides where there is nothing to measure.
public final class Unmeasured {

  private Unmeasured() {}

  /// Of jars with the same code.
  ///
  /// @param settings what a comparison would go by
  /// @return without verdicts, with the reason
  public static Comparison sameCode(ComparisonSettings settings) {
    return new Comparison(settings, List.of(), List.of(), List.of())
        .remarked(Remark.Kind.WARNING, "the jars hold the same code: nothing was measured");
  }

  /// Of a candidate beside a base that has no benchmarks.
  ///
  /// @param benchmarks of the candidate
  /// @param settings what a comparison would go by
  /// @return a verdict for each benchmark
  public static Comparison withoutBase(ComparisonSettings settings, List<Subject> benchmarks) {
    return new Comparison(
            settings,
            benchmarks.stream().map(AbScores::withoutBaseline).toList(),
            List.of(),
            List.of())
        .remarked(Remark.Kind.NOT_COMPARABLE, "no benchmarks in the base yet");
  }
}
