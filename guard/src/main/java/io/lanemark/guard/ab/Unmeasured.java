package io.lanemark.guard.ab;

import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Remark;
import java.util.List;

/// The comparison of two sides if there is nothing to measure.
public final class Unmeasured {

  private Unmeasured() {}

  /// Of jars with the same code.
  ///
  /// @param settings of the comparison
  /// @return without verdicts, with the reason
  public static Comparison sameCode(ComparisonSettings settings) {
    return new Comparison(settings, List.of(), List.of(), List.of())
        .remarked(Remark.Kind.WARNING, "both jars contain the same code: nothing was measured");
  }

  /// Of a candidate whose base has no benchmarks.
  ///
  /// @param benchmarks of the candidate
  /// @param settings of the comparison
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
