package io.lanemark.reports.page;

import io.lanemark.decision.Contest;
import io.lanemark.reports.chart.Figure;
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
/// @param command repeats the measurement
record ChartGroup(
    String workload,
    String setting,
    String description,
    String arguments,
    boolean control,
    List<RenderedFigure> charts,
    String command) {

  static ChartGroup of(Run run, Contest contest) {
    return new ChartGroup(
        contest.workload().name(),
        PageText.setting(contest),
        contest.workload().description(),
        contest.common().arguments(),
        contest.isControl(),
        Figure.of(contest).stream().map(RenderedFigure::of).toList(),
        RepeatCommand.of(
            run, contest.workload().name(), contest.common().arguments(), contest.inFlight()));
  }
}
