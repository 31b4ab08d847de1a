package io.lanemark.reports.chart;

import io.lanemark.decision.Contest;
import io.lanemark.guard.history.CaseHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.Chart;

/// A chart with its words, drawn once for each look.
///
/// @param title what it shows, with K; the title of the drawing
/// @param caption how it is to be read, with W where it is not in the drawing
/// @param description the same in words and numbers, for those who do not see the drawing
/// @param drawing draws it
public record Figure(
    String title, String caption, String description, Function<Look, Chart<?, ?>> drawing) {

  /// Every figure that the numbers of a contest allow, those of its variants side by side.
  ///
  /// @param contest any contest
  /// @return possibly none
  public static List<Figure> of(Contest contest) {
    List<Panel> panels = Panel.of(contest);
    return Stream.<Function<Panel, Optional<Figure>>>of(
            ThroughputChart::of, ResidenceChart::of, StageChart::of, MemoryChart::of, CpuChart::of)
        .flatMap(chart -> panels.stream().map(chart))
        .flatMap(Optional::stream)
        .toList();
  }

  /// One number of one case over time.
  ///
  /// @param history what became of it
  /// @param title what it is called
  /// @param runs how many runs there are in all
  /// @return the figure
  public static Figure of(CaseHistory history, String title, int runs) {
    return HistoryChart.of(history, title, runs);
  }

  /// Draws it.
  ///
  /// @param look the ground and the fonts
  /// @return a chart of [Look#WIDTH] × [Look#HEIGHT]
  public Chart<?, ?> draw(Look look) {
    return drawing.apply(look);
  }
}
