package io.lanemark.reports.render;

import io.lanemark.reports.chart.Figure;
import io.lanemark.reports.chart.Look;
import io.lanemark.reports.finding.Contest;
import io.lanemark.results.Run;
import java.util.List;

/// The charts of one contest.
///
/// @param workload the workload
/// @param setting its K and W
/// @param description what the workload does, in one line
/// @param arguments its parameters; may be empty
/// @param control whether it is a control
/// @param charts the charts, drawn
record ChartGroup(
    String workload,
    String setting,
    String description,
    String arguments,
    boolean control,
    List<Drawn> charts) {

  /// A chart, drawn for both grounds.
  ///
  /// @param title what it shows
  /// @param caption how it is to be read
  /// @param description the same in words
  /// @param light address of the picture on a light ground
  /// @param dark address of the picture on a dark ground
  /// @param width in pixels of a style sheet
  /// @param height in pixels of a style sheet
  /// @param command repeats the measurement
  record Drawn(
      String title,
      String caption,
      String description,
      String light,
      String dark,
      int width,
      int height,
      String command) {}

  static ChartGroup of(Run run, Contest contest) {
    ChartFonts fonts = ChartFonts.get();
    Look light = new Look(false, fonts.plain(), fonts.bold());
    Look dark = new Look(true, fonts.plain(), fonts.bold());
    String command =
        RepeatCommand.of(
            run, contest.workload().name(), contest.common().arguments(), contest.inFlight());
    return new ChartGroup(
        contest.workload().name(),
        Wording.setting(contest),
        contest.workload().description(),
        contest.common().arguments(),
        contest.isControl(),
        Figure.of(contest).stream()
            .map(
                figure ->
                    new Drawn(
                        figure.title(),
                        figure.caption(),
                        figure.description(),
                        ChartImage.dataUri(figure.draw(light)),
                        ChartImage.dataUri(figure.draw(dark)),
                        Look.WIDTH,
                        Look.HEIGHT,
                        command))
            .toList());
  }
}
