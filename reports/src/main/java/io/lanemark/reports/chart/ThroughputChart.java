package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.text.Scale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Throughput of each model: its forks, their geometric mean, and the interval of its ratio to the
/// best, drawn at the height of the best.
///
/// The whiskers are separate lines, because the interval of a ratio is not symmetric and XChart's
/// error bars are.
final class ThroughputChart {

  private static final double HEADROOM = 1.08;

  /// A whisker may take as much room as the scores; a longer one leaves the chart.
  private static final double MOST_ROOM = 2;

  /// XChart draws no labels that would overlap; there is a legend instead.
  private static final double LABEL_GAP_PIXELS = 24;

  private static final double CAP = 0.08;
  private static final double FORKS_FROM = 0.16;
  private static final double FORKS_TO = 0.28;

  private ThroughputChart() {}

  static Optional<Figure> of(ChartData data) {
    List<CaseResult> entries = data.entries();
    Scale scale = Scale.of("tasks/s", data.all().stream().mapToDouble(CaseResult::geometricMean));
    return Optional.of(
        new Figure(
            data.title("throughput"),
            "Marker: geometric mean over the forks; dashes next to it: each fork. Whisker: 99 %"
                + " interval of the ratio to the best model (dashed line), where both have at least"
                + " 3 forks; a whisker without a cap extends beyond the chart. The axis begins at"
                + " 0.",
            data.describe("Throughput", entries, scale, CaseResult::geometricMean),
            theme -> draw(data, entries, theme)));
  }

  private static XYChart draw(ChartData data, List<CaseResult> entries, ChartTheme theme) {
    Contest contest = data.contest();
    XYChart chart = new XYChart(ChartTheme.WIDTH, ChartTheme.HEIGHT);
    chart.setTitle(data.title("throughput"));
    chart.setYAxisTitle("tasks/s");
    theme.applyTo(chart.getStyler(), data.labels());
    boolean labelled = ChartTheme.fitsInARow(data.labels(), LABEL_GAP_PIXELS);
    chart.getStyler().setLegendVisible(!labelled);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("#,##0.###");
    chart.getStyler().setXAxisMin(0.5).setXAxisMax(entries.size() + 0.5);
    chart.setCustomXAxisTickLabelsFormatter(place -> labelled ? label(data, entries, place) : " ");
    places(chart, entries.size());
    contest
        .best()
        .ifPresent(
            best -> {
              double height = best.geometricMean();
              line(
                      chart,
                      "best",
                      new double[] {0.5, entries.size() + 0.5},
                      new double[] {height, height},
                      theme.mutedForeground())
                  .setLineStyle(
                      new BasicStroke(
                          1,
                          BasicStroke.CAP_BUTT,
                          BasicStroke.JOIN_BEVEL,
                          1,
                          new float[] {4, 4},
                          0));
            });
    double top = top(contest, data.all());
    chart.getStyler().setYAxisMax(top);
    for (int i = 0; i < entries.size(); i++) {
      add(chart, data, entries.get(i), i + 1, top, theme);
    }
    return chart;
  }

  private static double top(Contest contest, List<CaseResult> entries) {
    double score = entries.stream().flatMapToDouble(CaseResult::forkScores).max().orElseThrow();
    double whisker =
        entries.stream()
            .flatMap(entry -> contest.whisker(entry).stream())
            .mapToDouble(Contest.Whisker::high)
            .max()
            .orElse(0);
    return Math.min(Math.max(score, whisker), score * MOST_ROOM) * HEADROOM;
  }

  /// XChart draws the labels of the axis at the points of the first series.
  private static void places(XYChart chart, int entries) {
    double[] places = IntStream.rangeClosed(1, entries).asDoubleStream().toArray();
    XYSeries series = chart.addSeries("places", places, new double[entries]);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
  }

  private static void add(
      XYChart chart, ChartData data, CaseResult entry, int x, double top, ChartTheme theme) {
    Color colour = theme.modelColour(entry.model());
    int fork = 0;
    for (double score : entry.forkScores().toArray()) {
      line(
          chart,
          String.format(Locale.ROOT, "fork %d at %d", fork++, x),
          new double[] {x + FORKS_FROM, x + FORKS_TO},
          new double[] {score, score},
          colour);
    }
    data.contest().whisker(entry).ifPresent(whisker -> add(chart, whisker, x, top, colour));
    XYSeries marker =
        chart.addSeries(data.label(entry), new double[] {x}, new double[] {entry.geometricMean()});
    marker.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    marker.setMarker(Palette.of(entry.model()).marker());
    marker.setMarkerColor(colour);
  }

  private static void add(XYChart chart, Contest.Whisker whisker, int x, double top, Color colour) {
    double low = whisker.low();
    line(chart, "low at " + x, new double[] {x - CAP, x + CAP}, new double[] {low, low}, colour);
    double high = Math.min(whisker.high(), top);
    line(chart, "whisker at " + x, new double[] {x, x}, new double[] {low, high}, colour);
    if (whisker.high() <= top) {
      line(
          chart,
          "high at " + x,
          new double[] {x - CAP, x + CAP},
          new double[] {high, high},
          colour);
    }
  }

  private static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
    series.setLineColor(colour);
    return series;
  }

  /// XChart also asks for labels of the ends of the axis, to measure them, and for labels between
  /// two entries, if there are only two. It draws none at all if two of them are the same.
  private static String label(ChartData data, List<CaseResult> entries, double place) {
    int index = (int) Math.rint(place) - 1;
    boolean isEntry =
        index >= 0 && index < entries.size() && Math.abs(place - Math.rint(place)) < 1e-6;
    return isEntry
        ? data.label(entries.get(index))
        : " ".repeat(Math.clamp((long) (1 + 2 * place), 1, 2 * entries.size() + 2));
  }
}
