package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.results.LatencyLog.Stage;
import io.lanemark.text.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Residence time by percentile, from the median to the right, with two logarithmic axes: the
/// distance from the left end is the number of nines. Each curve ends where fewer than 100 tasks
/// lie beyond it.
final class ResidenceChart {

  private static final double MEDIAN = 2;
  private static final int POINTS_PER_DECADE = 20;

  private ResidenceChart() {}

  static Optional<Figure> of(ChartData data) {
    List<CaseResult> entries = supported(data.entries());
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    String title = data.title("residence time at fixed in-flight");
    return Optional.of(
        new Figure(
            title,
            "From a task's submission until its completion was taken, with K tasks in flight all"
                + " the time: not latency under a load that comes from outside. All forks merged;"
                + " a curve ends where fewer than 100 tasks lie beyond it. Both axes are"
                + " logarithmic.",
            "Residence time by percentile. "
                + entries.stream()
                    .map(entry -> describe(data, entry))
                    .collect(Collectors.joining(" ")),
            theme -> draw(data, entries, title, theme)));
  }

  private static List<CaseResult> supported(List<CaseResult> entries) {
    return entries.stream().filter(entry -> entry.supports(Stage.RESIDENCE, 50)).toList();
  }

  private static String describe(ChartData data, CaseResult entry) {
    Histogram times = entry.times(Stage.RESIDENCE);
    return CaseResult.PERCENTILES.stream()
        .filter(percentile -> entry.supports(Stage.RESIDENCE, percentile))
        .map(
            percentile -> {
              double nanos = times.getValueAtPercentile(percentile);
              return "p%s %s"
                  .formatted(plain(percentile), Scale.ofNanos(DoubleStream.of(nanos)).text(nanos));
            })
        .collect(Collectors.joining(", ", data.label(entry) + ": ", "."));
  }

  private static XYChart draw(
      ChartData data, List<CaseResult> entries, String title, ChartTheme theme) {
    XYChart chart = new XYChart(ChartTheme.WIDTH, ChartTheme.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle("percentile of all tasks");
    theme.applyTo(chart.getStyler(), data.labels());
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setPlotGridVerticalLinesVisible(true);
    chart.getStyler().setXAxisLogarithmicDecadeOnly(false);
    chart.getStyler().setXAxisMin(MEDIAN);
    chart.setCustomXAxisTickLabelsFormatter(ResidenceChart::label);
    for (CaseResult entry : entries) {
      Curve curve = Curve.of(entry.times(Stage.RESIDENCE));
      XYSeries series = chart.addSeries(data.label(entry), curve.beyond, curve.nanos);
      series.setMarker(SeriesMarkers.NONE);
      series.setLineColor(theme.modelColour(entry.model()));
      series.setLineStyle(Palette.of(entry.model()).stroke());
    }
    List<Curve> all =
        supported(data.all()).stream()
            .map(entry -> Curve.of(entry.times(Stage.RESIDENCE)))
            .toList();
    LogAxis axis =
        LogAxis.around(
            all.stream().mapToDouble(curve -> curve.nanos.getFirst()).min().orElseThrow(),
            all.stream().mapToDouble(curve -> curve.nanos.getLast()).max().orElseThrow());
    chart.getStyler().setYAxisMin(axis.low()).setYAxisMax(axis.high());
    chart.getStyler().setYAxisLogarithmicDecadeOnly(axis.decadesOnly());
    chart.setCustomYAxisTickLabelsFormatter(axis::label);
    return chart;
  }

  /// Labels the median and every nine.
  private static String label(double beyond) {
    double nines = Math.log10(beyond);
    boolean labelled = beyond == MEDIAN || Math.abs(nines - Math.rint(nines)) < 1e-9;
    return labelled ? "p" + plain(100 - 100 / beyond) : " ";
  }

  private static String plain(double percentile) {
    return String.format(Locale.ROOT, "%.4f", percentile).replaceAll("\\.?0+$", "");
  }

  /// Residence time over the reciprocal of the share of tasks beyond it.
  private record Curve(List<Double> beyond, List<Double> nanos) {
    static Curve of(Histogram times) {
      List<Double> beyond = new ArrayList<>();
      List<Double> nanos = new ArrayList<>();
      double last = times.getTotalCount() / (double) CaseResult.LEAST_SAMPLES_BEYOND;
      for (int i = 0; ; i++) {
        double reciprocal = Math.min(last, MEDIAN * Math.pow(10, i / (double) POINTS_PER_DECADE));
        beyond.add(reciprocal);
        nanos.add((double) Math.max(1, times.getValueAtPercentile(100 - 100 / reciprocal)));
        if (reciprocal == last) {
          return new Curve(beyond, nanos);
        }
      }
    }
  }
}
