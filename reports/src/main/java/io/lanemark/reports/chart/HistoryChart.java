package io.lanemark.reports.chart;

import io.lanemark.guard.history.CaseHistory;
import io.lanemark.guard.history.CaseHistory.Point;
import io.lanemark.guard.regression.UnitScale;
import io.lanemark.stats.Interval;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// One number of one case, run by run: a line through its scores, broken where the machine or the
/// Java changed, and a bar for the interval of each.
///
/// XChart breaks a line at a NaN, so one series can draw all bars.
///
/// @param history the scores to draw
/// @param runs number of all runs, so that a run has the same place in every chart
/// @param scale suits the scores
record HistoryChart(CaseHistory history, int runs, UnitScale scale) {

  private static final double BREAK = Double.NaN;
  private static final double HEADROOM = 0.08;

  /// Intervals may take as much room as the scores, or a tenth of their size; longer ones leave the
  /// chart.
  private static final double MOST_ROOM = 0.1;

  private static final int MOST_LABELS = 12;
  private static final int LABEL_PIXELS = 28;
  private static final int PLOT_PIXELS = 400;
  private static final int MOST_MARKERS = 60;

  private static final BasicStroke DASHES =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4, 4}, 0);

  static Figure of(CaseHistory history, String title, int runs) {
    double[] costs = history.points().stream().mapToDouble(point -> point.score().cost()).toArray();
    HistoryChart chart = new HistoryChart(history, runs, UnitScale.of(history.unit(), costs));
    return new Figure(
        title,
        "%s is better. Bars: 99 %% intervals over the forks.%s"
            .formatted(
                history.unit().higherIsBetter() ? "More" : "Less",
                history.stretches().size() > 1
                    ? " Dashed: another machine or Java from there on."
                    : ""),
        chart.describe(),
        chart::draw);
  }

  private String describe() {
    Point latest = history.latest();
    double[] costs = history.points().stream().mapToDouble(point -> point.score().cost()).toArray();
    double least = scale.in(DoubleStream.of(costs).min().orElseThrow());
    double most = scale.in(DoubleStream.of(costs).max().orElseThrow());
    return String.format(
        Locale.ROOT,
        "%d points, from %,.3f to %,.3f %s; the latest, run %d, %s %s.",
        costs.length,
        Math.min(least, most),
        Math.max(least, most),
        scale.symbol(),
        latest.run(),
        scale.number(latest.score().cost()),
        scale.symbol());
  }

  private XYChart draw(ChartTheme theme) {
    XYChart chart = new XYChart(ChartTheme.WIDTH, ChartTheme.HEIGHT);
    chart.setXAxisTitle("run");
    chart.setYAxisTitle(
        "%s, %s is better"
            .formatted(scale.symbol(), history.unit().higherIsBetter() ? "more" : "less"));
    theme.applyTo(chart.getStyler(), List.of());
    chart.getStyler().setChartTitleVisible(false);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisDecimalPattern("#,##0.######");
    chart.getStyler().setXAxisMin(0.5).setXAxisMax(runs + 0.5);
    chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(LABEL_PIXELS, PLOT_PIXELS / runs));
    Interval range = range();
    chart.getStyler().setYAxisMin(range.low()).setYAxisMax(range.high());
    places(chart, range);
    Color colour = theme.modelColour("platform");
    changes(range).add(chart, "changes", theme.mutedForeground()).setLineStyle(DASHES);
    intervals(range).add(chart, "intervals", colour);
    XYSeries line = line().add(chart, "scores", colour);
    line.setMarker(marker());
    line.setMarkerColor(colour);
    return chart;
  }

  private Marker marker() {
    return history.points().size() > MOST_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE;
  }

  private Interval range() {
    double[] scores = values().toArray();
    double low = DoubleStream.of(scores).min().orElseThrow();
    double high = DoubleStream.of(scores).max().orElseThrow();
    double room = Math.max(high - low, high * MOST_ROOM);
    List<Interval> intervals = history.points().stream().flatMap(point -> interval(point)).toList();
    double lowest = intervals.stream().mapToDouble(Interval::low).min().orElse(low);
    double highest = intervals.stream().mapToDouble(Interval::high).max().orElse(high);
    Interval shown =
        new Interval(
            Math.clamp(lowest, Math.max(0, low - room), low),
            Math.clamp(highest, high, high + room));
    double margin = Math.max(HEADROOM * (shown.high() - shown.low()), HEADROOM * MOST_ROOM * high);
    return new Interval(Math.max(0, shown.low() - margin), shown.high() + margin);
  }

  private DoubleStream values() {
    return history.points().stream().mapToDouble(point -> scale.in(point.score().cost()));
  }

  private Stream<Interval> interval(Point point) {
    Interval costs = point.score().costs();
    if (costs == null) {
      return Stream.empty();
    }
    double one = scale.in(costs.low());
    double other = scale.in(costs.high());
    return Stream.of(new Interval(Math.min(one, other), Math.max(one, other)));
  }

  /// XChart draws the labels of the axis at the points of the first series.
  private void places(XYChart chart, Interval range) {
    int step = Math.ceilDiv(runs, MOST_LABELS);
    double[] places =
        IntStream.rangeClosed(1, runs).filter(run -> run % step == 0).asDoubleStream().toArray();
    double[] heights = DoubleStream.generate(range::low).limit(places.length).toArray();
    XYSeries series = chart.addSeries("places", places, heights);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.NONE);
    chart.setCustomXAxisTickLabelsFormatter(place -> label(place, step));
  }

  /// XChart also asks for labels of the ends of the axis, and reserves room of their size.
  private String label(double place, int step) {
    boolean isEnd = place < 1 || place > runs;
    boolean isRun = Math.abs(place - Math.rint(place)) < 1e-6 && Math.rint(place) % step == 0;
    return isEnd || isRun ? Integer.toString((int) Math.rint(place)) : " ";
  }

  private Path line() {
    Path path = new Path();
    for (List<Point> stretch : history.stretches()) {
      stretch.forEach(point -> path.to(point.run(), scale.in(point.score().cost())));
      path.end();
    }
    return path;
  }

  private Path intervals(Interval range) {
    Path path = new Path();
    for (Point point : history.points()) {
      interval(point)
          .forEach(
              interval -> {
                path.to(point.run(), Math.max(interval.low(), range.low()));
                path.to(point.run(), Math.min(interval.high(), range.high()));
                path.end();
              });
    }
    return path;
  }

  private Path changes(Interval range) {
    Path path = new Path();
    history.stretches().stream()
        .skip(1)
        .map(stretch -> stretch.getFirst().run() - 0.5)
        .forEach(
            place -> {
              path.to(place, range.low());
              path.to(place, range.high());
              path.end();
            });
    return path;
  }

  /// A line with gaps.
  private static final class Path {
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();

    void to(double place, double height) {
      x.add(place);
      y.add(height);
    }

    void end() {
      if (!x.isEmpty()) {
        to(x.getLast(), BREAK);
      }
    }

    XYSeries add(XYChart chart, String name, Color colour) {
      if (x.isEmpty()) {
        to(1, BREAK);
      }
      XYSeries series = chart.addSeries(name, x, y);
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
      series.setMarker(SeriesMarkers.NONE);
      series.setLineColor(colour);
      return series;
    }
  }
}
