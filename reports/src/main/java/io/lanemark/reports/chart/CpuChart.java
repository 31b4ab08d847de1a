package io.lanemark.reports.chart;

import io.lanemark.decision.Metric;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.Optional;

/// CPU time per task.
final class CpuChart {

  private CpuChart() {}

  static Optional<Figure> of(ChartData data) {
    return new BarChart(
            data,
            data.title("CPU time per task"),
            Scale::ofNanos,
            List.of(
                BarChart.Group.median("user", Metric.CPU_USER_NANOS),
                BarChart.Group.median("system", Metric.CPU_SYSTEM_NANOS)))
        .figure(
            "Processor time of all JVMs of the tree, garbage collection and compilation included,"
                + " the backend not, over the tasks completed in the same windows. Median over"
                + " the forks.");
  }
}
