package io.lanemark.guard.export;

import io.lanemark.guard.export.HistoryRows.Row;
import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.history.History;
import io.lanemark.text.Plural;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Cases over time as a table of text.
public final class TerminalHistory {

  private static final String GAP = "  ";
  private static final String LATEST = "Latest";
  private static final String CHANGE = "Cost";
  private static final String RUNS = "Runs";

  private TerminalHistory() {}

  /// Renders a history.
  ///
  /// @param history all runs
  /// @param cases those that are shown
  /// @return lines, each with its end
  public static String of(History history, List<CaseHistory> cases) {
    List<Row> rows = HistoryRows.of(cases).rows();
    int latest = width(LATEST, rows, Row::latest);
    int change = width(CHANGE, rows, Row::change);
    int runs = width(RUNS, rows, row -> Integer.toString(row.runs()));
    StringBuilder text = new StringBuilder();
    text.append(line(latest, LATEST, change, CHANGE, runs, RUNS, "Benchmark"));
    rows.forEach(
        row ->
            text.append(
                line(
                    latest,
                    row.latest(),
                    change,
                    row.change(),
                    runs,
                    Integer.toString(row.runs()),
                    row.name())));
    return text.append(
            "%s in %s. Cost: the latest against the median of the earlier ones on the same"
                .formatted(
                    Plural.of(rows.size(), "number"), Plural.of(history.runs().size(), "run")))
        .append(" machine and Java; this is not a verdict.\n")
        .toString();
  }

  private static int width(String title, List<Row> rows, Function<Row, String> cell) {
    return Stream.concat(Stream.of(title), rows.stream().map(cell))
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }

  private static String line(
      int latestWidth,
      String latest,
      int changeWidth,
      String change,
      int runsWidth,
      String runs,
      String name) {
    return padded(latestWidth, latest)
        + GAP
        + padded(changeWidth, change)
        + GAP
        + padded(runsWidth, runs)
        + GAP
        + name
        + "\n";
  }

  private static String padded(int width, String text) {
    return " ".repeat(width - text.length()) + text;
  }
}
