package io.lanemark.cli;

import io.lanemark.ab.Subject;
import io.lanemark.reports.regression.Comparison;
import io.lanemark.reports.regression.Remark;
import io.lanemark.reports.regression.Settings;
import java.util.List;

/// What is said of two sides where there is nothing to measure.
final class Unmeasured {

  private Unmeasured() {}

  /// Of jars with the same code.
  static Comparison sameCode(Settings settings) {
    return new Comparison(settings, List.of(), List.of(), List.of())
        .remarked(Remark.Kind.WARNING, "the jars hold the same code: nothing was measured");
  }

  /// Of a candidate beside a base that has no benchmarks.
  ///
  /// @param benchmarks of the candidate
  static Comparison withoutBase(Settings settings, List<Subject> benchmarks) {
    return new Comparison(
            settings,
            benchmarks.stream().map(AbScores::withoutBaseline).toList(),
            List.of(),
            List.of())
        .remarked(Remark.Kind.NOT_COMPARABLE, "no benchmarks in the base yet");
  }
}
