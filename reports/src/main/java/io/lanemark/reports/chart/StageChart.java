package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Where the time of a task goes, on average.
final class StageChart {

  private StageChart() {}

  static Optional<Figure> of(ChartData data) {
    if (data.entries().stream().allMatch(entry -> mean(entry, Stage.QUEUED) == null)) {
      return Optional.empty();
    }
    return new BarChart(
            data,
            data.title("mean time queued and in service"),
            Scale::ofNanos,
            List.of(
                new BarChart.Group("queued", entry -> mean(entry, Stage.QUEUED)),
                new BarChart.Group("in service", entry -> mean(entry, Stage.SERVICE)),
                new BarChart.Group("in flight", entry -> mean(entry, Stage.RESIDENCE))))
        .figure(
            "Queued: from submission until the task's body began; in service: the body itself; in"
                + " flight: all of it, the way back included. Mean of all tasks of all forks.");
  }

  private static @Nullable Double mean(CaseResult entry, Stage stage) {
    Histogram times = entry.times(stage);
    return times.getTotalCount() == 0 ? null : times.getMean();
  }
}
