package io.lanemark.reports.page;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStachePath;
import io.lanemark.guard.export.HistoryRows;
import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.history.History;
import io.lanemark.guard.history.HistoryRun;
import io.lanemark.guard.history.Origin;
import io.lanemark.reports.chart.Figure;
import io.lanemark.text.Plural;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The page with the scores of cases over time.
final class HistoryPage {

  private HistoryPage() {}

  /// Renders a page. Every text in it is escaped by the template engine.
  ///
  /// @param history all runs
  /// @param cases the cases to show
  /// @return the text of an HTML file
  static String of(History history, List<CaseHistory> cases) {
    List<HistoryRows.Row> rows = HistoryRows.of(cases).rows();
    List<RenderedFigure> charts = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      charts.add(
          RenderedFigure.of(Figure.of(cases.get(i), rows.get(i).name(), history.runs().size())));
    }
    return OverTimeRenderer.of()
        .execute(new OverTime(rows, charts, runs(history.runs()), history.skipped()));
  }

  private static List<RunRow> runs(List<HistoryRun> runs) {
    List<RunRow> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Origin origin = runs.get(i).origin();
      rows.add(
          new RunRow(
              i + 1,
              origin.at().truncatedTo(ChronoUnit.SECONDS).toString(),
              origin.commit().isEmpty() ? PageText.NONE : origin.commit(),
              origin.machine(),
              origin.java(),
              i > 0 && !origin.isSamePlaceAs(runs.get(i - 1).origin())));
    }
    return List.copyOf(rows);
  }

  /// A run.
  ///
  /// @param number its place in the charts
  /// @param at when it ran
  /// @param commit commit of the measured sources
  /// @param machine where it ran
  /// @param java version of Java
  /// @param elsewhere whether the machine or the Java differs from the previous run
  record RunRow(
      int number, String at, String commit, String machine, String java, boolean elsewhere) {}

  /// The content of the template.
  ///
  /// @param rows a row for each number of each case
  /// @param charts a chart for each of them
  /// @param runs a row for each run
  /// @param skipped lines that could not be read
  @JStache(path = "history.html")
  @JStachePath(prefix = "io/lanemark/reports/page/")
  record OverTime(
      List<HistoryRows.Row> rows,
      List<RenderedFigure> charts,
      List<RunRow> runs,
      List<String> skipped) {

    /// The number of cases and runs.
    String summary() {
      return "%s of cases in %s"
          .formatted(Plural.of(rows.size(), "number"), Plural.of(runs.size(), "run"));
    }

    /// Whether the file had lines that could not be read.
    boolean anySkipped() {
      return !skipped.isEmpty();
    }
  }
}
