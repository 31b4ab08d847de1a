package io.lanemark.guard.baseline;

import io.lanemark.guard.input.CaseFilter;
import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.ComparisonSettings;
import io.lanemark.guard.regression.Measured;
import io.lanemark.guard.regression.Remark;
import io.lanemark.results.BadResultsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Results of a build next to a baseline of the same kind.
///
/// @param before the selected cases of the baseline
/// @param now the selected cases of the build
/// @param difference why the two cannot be compared, if so
public record BaselineComparison(
    List<Measured> before, List<Measured> now, Optional<String> difference) {

  /// The usual margin. It is larger than that of an A/B run, because results that were not measured
  /// side by side also differ for other reasons than the code.
  public static final double MARGIN = 0.1;

  private static final List<RunNumber> NUMBERS =
      Stream.of("score", "p99", "memory", "cpu").map(RunNumber::named).toList();

  /// Copies the lists.
  public BaselineComparison {
    before = List.copyOf(before);
    now = List.copyOf(now);
  }

  /// Reads both sides.
  ///
  /// @param baseline results
  /// @param build results of the same kind
  /// @param filter selects cases
  /// @return the selected cases
  /// @throws BadResultsException if a side cannot be read
  public static BaselineComparison read(
      BaselineSource baseline, BaselineSource build, CaseFilter filter) {
    return new BaselineComparison(
        read(baseline, filter), read(build, filter), baseline.differenceTo(build));
  }

  private static List<Measured> read(BaselineSource source, CaseFilter filter) {
    return SideReader.read(
        List.of(source.path()), NUMBERS, measured -> filter.selects(measured.key()));
  }

  /// Compares both sides.
  ///
  /// @param settings the margins and the false discovery rate
  /// @return the verdicts, with a warning that the sides were not measured side by side
  public Comparison compare(ComparisonSettings settings) {
    return difference
        .map(
            reason ->
                Comparison.of(List.of(), now, settings)
                    .remarked(Remark.Kind.NOT_COMPARABLE, reason))
        .orElseGet(() -> Comparison.of(before, now, settings).remarkedWhereNothingIsInCommon())
        .remarked(
            Remark.Kind.WARNING,
            "not measured side by side: other changes between the two measurements also show");
  }
}
