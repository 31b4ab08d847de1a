package io.lanemark.reports.chart;

import io.lanemark.decision.CaseResult;
import io.lanemark.decision.Contest;
import io.lanemark.text.Scale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Throughput of each model: its forks, their geometric mean, and the interval of its ratio to the
/// best, laid at the height of the best.
///
/// The whiskers are lines of their own, because the interval of a ratio is not symmetric and
/// XChart's error bars are.
final class ThroughputChart {

  private static final double HEADROOM = 1.08;

  /// A whisker may take as much room again as the scores; beyond that it leaves the picture.
  private static final double MOST_ROOM = 2;

  /// Labels that do not fit beside each other would not be drawn at all; then there is a legend.
  private static final double LABEL_GAP_PIXELS = 24;

  private static final double CAP = 0.08;
  private static final double FORKS_FROM = 0.16;
  private static final double FORKS_TO = 0.28;

  private ThroughputChart() {}

  static Optional<Figure> of(Panel panel) {
    List<CaseResult> entries = panel.entries();
    Scale scale = Scale.of("tasks/s", panel.all().stream().mapToDouble(CaseResult::geometricMean));
    return Optional.of(
        new Figure(
            panel.title("throughput"),
            "Marker: geometric mean over the forks; dashes beside it: each fork. Whisker: 99 %"
                + " interval of the ratio to the best model (dashed line), where both have at least"
                + " 3 forks; without a cap it goes on beyond the picture. The axis begins at 0.",
            panel.describe("Throughput", entries, scale, CaseResult::geometricMean),
            look -> draw(panel, entries, look)));
  }

  private static XYChart draw(Panel panel, List<CaseResult> entries, Look look) {
    Contest contest = panel.contest();
    XYChart chart = new XYChart(Look.WIDTH, Look.HEIGHT);
    chart.setTitle(panel.title("throughput"));
    chart.setYAxisTitle("tasks/s");
    look.applyTo(chart.getStyler(), panel.labels());
    boolean labelled = Look.fitsInARow(panel.labels(), LABEL_GAP_PIXELS);
    chart.getStyler().setLegendVisible(!labelled);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("#,##0.###");
    chart.getStyler().setXAxisMin(0.5).setXAxisMax(entries.size() + 0.5);
    chart.setCustomXAxisTickLabelsFormatter(place -> labelled ? label(panel, entries, place) : " ");
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
                      look.quietInk())
                  .setLineStyle(
                      new BasicStroke(
                          1,
                          BasicStroke.CAP_BUTT,
                          BasicStroke.JOIN_BEVEL,
                          1,
                          new float[] {4, 4},
                          0));
            });
    double top = top(contest, panel.all());
    chart.getStyler().setYAxisMax(top);
    for (int i = 0; i < entries.size(); i++) {
      add(chart, panel, entries.get(i), i + 1, top, look);
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

  /// Labels of the axis are drawn where the first series has points.
  private static void places(XYChart chart, int entries) {
    double[] places = IntStream.rangeClosed(1, entries).asDoubleStream().toArray();
    XYSeries series = chart.addSeries("places", places, new double[entries]);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
  }

  private static void add(
      XYChart chart, Panel panel, CaseResult entry, int x, double top, Look look) {
    Color colour = look.of(entry.model());
    int fork = 0;
    for (double score : entry.forkScores().toArray()) {
      line(
          chart,
          "fork %d at %d".formatted(fork++, x),
          new double[] {x + FORKS_FROM, x + FORKS_TO},
          new double[] {score, score},
          colour);
    }
    panel.contest().whisker(entry).ifPresent(whisker -> add(chart, whisker, x, top, colour));
    XYSeries marker =
        chart.addSeries(panel.label(entry), new double[] {x}, new double[] {entry.geometricMean()});
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

  /// XChart asks for labels of the ends of the axis too, if only to measure them.
  private static String label(Panel panel, List<CaseResult> entries, double place) {
    int index = (int) Math.rint(place) - 1;
    return index >= 0 && index < entries.size() ? panel.label(entries.get(index)) : " ";
  }
}
