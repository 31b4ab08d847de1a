package io.lanemark.reports.chart;

import io.lanemark.decision.Metric;
import io.lanemark.text.Scale;
import java.util.List;
import java.util.Optional;

/// Memory of the whole process tree.
final class MemoryChart {

  private MemoryChart() {}

  static Optional<Figure> of(ChartData data) {
    return new BarChart(
            data,
            data.title("memory of the process tree"),
            Scale::ofBytes,
            List.of(
                BarChart.Group.median("PSS", Metric.PSS_BYTES),
                BarChart.Group.median("USS (private)", Metric.USS_BYTES),
                BarChart.Group.median("RSS", Metric.RSS_BYTES)))
        .figure(
            "PSS shares common pages out among the processes and is what the model costs; USS is"
                + " private memory; RSS counts a shared page once for every process. Without the"
                + " kernel's own memory for threads. Median over the forks.");
  }
}
