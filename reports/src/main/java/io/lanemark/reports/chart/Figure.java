package io.lanemark.reports.chart;

import io.lanemark.reports.finding.CaseResult;
import io.lanemark.reports.finding.Contest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
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

  /// Every figure that the numbers of a contest allow.
  ///
  /// @param contest any contest
  /// @return possibly none
  public static List<Figure> of(Contest contest) {
    return Stream.of(
            ThroughputChart.of(contest),
            ResidenceChart.of(contest),
            StageChart.of(contest),
            MemoryChart.of(contest),
            CpuChart.of(contest))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Draws it.
  ///
  /// @param look the ground and the fonts
  /// @return a chart of [Look#WIDTH] × [Look#HEIGHT]
  public Chart<?, ?> draw(Look look) {
    return drawing.apply(look);
  }

  static List<CaseResult> drawn(Contest contest) {
    return contest.shown().stream().filter(CaseResult::hasScores).toList();
  }

  static String title(Contest contest, String shown) {
    return "%s: %s, K = %d"
        .formatted(Text.shortened(contest.workload().name()), shown, contest.inFlight());
  }

  /// The label of an entry: its W, and its K where that is not the contest's.
  static String label(Contest contest, CaseResult entry) {
    int inFlight = entry.measured().inFlight();
    int workers = entry.measured().workers();
    return inFlight == contest.inFlight()
        ? "%s W=%d".formatted(Text.shortened(entry.model()), workers)
        : "%s K=%s"
            .formatted(
                Text.shortened(entry.model()),
                workers == inFlight ? "W=" + workers : inFlight + " W=" + workers);
  }

  static List<String> labels(Contest contest, List<CaseResult> entries) {
    return entries.stream().map(entry -> label(contest, entry)).toList();
  }

  static String describe(
      Contest contest,
      String what,
      List<CaseResult> entries,
      Scale scale,
      ToDoubleFunction<CaseResult> value) {
    return entries.stream()
        .map(
            entry ->
                "%s %s".formatted(label(contest, entry), scale.text(value.applyAsDouble(entry))))
        .collect(Collectors.joining("; ", what + ": ", "."));
  }
}
