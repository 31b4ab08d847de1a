package io.lanemark.guard.export;

import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.regression.UnitScale;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// Cases over time as rows of text: the latest score, and how it compares with the earlier ones.
///
/// @param rows one for each number of each case
public record HistoryRows(List<Row> rows) {

  /// One number of one case.
  ///
  /// @param benchmark class and method
  /// @param details parameters, mode and so on
  /// @param latest the latest score
  /// @param change its cost against the median of the earlier ones; a dash if there is none
  /// @param runs how many runs have it
  public record Row(String benchmark, String details, String latest, String change, int runs) {

    /// Benchmark and details.
    ///
    /// @return in words
    public String name() {
      return benchmark + " " + details;
    }
  }

  /// Rows for some cases.
  ///
  /// @param cases in the order of the rows
  /// @return a row each
  public static HistoryRows of(List<CaseHistory> cases) {
    Set<String> ambiguous = VerdictText.ambiguous(cases.stream().map(CaseHistory::key));
    return new HistoryRows(cases.stream().map(each -> row(each, ambiguous)).toList());
  }

  private static Row row(CaseHistory history, Set<String> ambiguous) {
    double cost = history.latest().score().cost();
    UnitScale scale = UnitScale.of(history.unit(), cost);
    OptionalDouble change = history.change();
    return new Row(
        VerdictText.benchmark(history.key(), ambiguous),
        history.key().details(),
        scale.number(cost) + " " + scale.symbol(),
        change.isPresent() ? VerdictText.signed(change.getAsDouble()) + " %" : VerdictText.NONE,
        history.points().size());
  }
}
