package io.lanemark.reports.chart;

import io.lanemark.decision.Contest;
import io.lanemark.guard.history.CaseHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.Chart;

/// A chart with its texts, drawn once for each theme.
///
/// @param title what it shows, with K; the title of the chart
/// @param caption how to read it, with W if the chart does not show it
/// @param description the same in words and numbers, for readers who do not see the chart
/// @param drawing draws the chart
public record Figure(
    String title, String caption, String description, Function<ChartTheme, Chart<?, ?>> drawing) {

  /// All figures of a contest, those of its variants next to each other.
  ///
  /// @param contest any contest
  /// @return possibly none
  public static List<Figure> of(Contest contest) {
    List<ChartData> charts = ChartData.of(contest);
    return Stream.<Function<ChartData, Optional<Figure>>>of(
            ThroughputChart::of, ResidenceChart::of, StageChart::of, MemoryChart::of, CpuChart::of)
        .flatMap(chart -> charts.stream().map(chart))
        .flatMap(Optional::stream)
        .toList();
  }

  /// One number of one case over time.
  ///
  /// @param history scores of the case
  /// @param title title of the chart
  /// @param runs how many runs there are in all
  /// @return the figure
  public static Figure of(CaseHistory history, String title, int runs) {
    return HistoryChart.of(history, title, runs);
  }

  /// Draws it.
  ///
  /// @param theme the background and the fonts
  /// @return a chart of [ChartTheme#WIDTH] × [ChartTheme#HEIGHT]
  public Chart<?, ?> draw(ChartTheme theme) {
    return drawing.apply(theme);
  }
}
