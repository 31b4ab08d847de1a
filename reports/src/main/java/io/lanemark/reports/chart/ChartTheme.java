package io.lanemark.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/// The background, the fonts and the size of charts.
///
/// @param dark whether the background is dark
/// @param plain the font of labels, in any size
/// @param bold the font of the title, in any size
public record ChartTheme(boolean dark, Font plain, Font bold) {

  /// Width of every chart, in CSS pixels.
  public static final int WIDTH = 480;

  /// Height of every chart, in CSS pixels.
  public static final int HEIGHT = 320;

  /// The width of an entry of a legend without its text, and the approximate width of a letter.
  private static final double LEGEND_PIXELS = 44;

  private static final double LETTER_PIXELS = 5.6;
  private static final float TITLE_POINTS = 13.5f;
  private static final float LABEL_POINTS = 11.5f;

  private static final BasicStroke SOLID = new BasicStroke(1.5f);

  Color background() {
    return new Color(dark ? 0x16191D : 0xFFFFFF);
  }

  Color foreground() {
    return new Color(dark ? 0xE6E8EB : 0x1B1F24);
  }

  Color mutedForeground() {
    return new Color(dark ? 0xA9B1BA : 0x57606A);
  }

  Color grid() {
    return new Color(dark ? 0x2C3138 : 0xE4E7EB);
  }

  Color modelColour(String model) {
    return Palette.of(model).colour(dark);
  }

  Font labelFont() {
    return plain.deriveFont(LABEL_POINTS);
  }

  void applyTo(AxesChartStyler styler, List<String> legend) {
    Font labels = labelFont();
    styler.setBaseFont(labels);
    styler.setChartBackgroundColor(background());
    styler.setPlotBackgroundColor(background());
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(foreground());
    styler.setChartTitleFont(bold.deriveFont(TITLE_POINTS));
    styler.setChartTitleFontColor(foreground());
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(10);
    styler.setChartPadding(8);
    styler.setPlotMargin(0);
    // Otherwise XChart does not draw the labels at the ends of an axis.
    styler.setPlotContentSize(0.98);
    styler.setPlotGridLinesColor(grid());
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTicksMarksVisible(false);
    styler.setAxisTicksLineVisible(false);
    styler.setAxisTickLabelsFont(labels);
    styler.setAxisTickLabelsColor(mutedForeground());
    styler.setAxisTitleFont(labels);
    styler.setXAxisTitleColor(mutedForeground());
    styler.setYAxisTitleColor(mutedForeground());
    styler.setAxisTitlePadding(8);
    styler.setLegendFont(labels);
    boolean fitsBelow = fitsInARow(legend, LEGEND_PIXELS);
    styler.setLegendPosition(fitsBelow ? LegendPosition.OutsideS : LegendPosition.OutsideE);
    styler.setLegendLayout(fitsBelow ? LegendLayout.Horizontal : LegendLayout.Vertical);
    styler.setLegendBorderColor(background());
    styler.setLegendBackgroundColor(background());
    styler.setLegendPadding(5);
    styler.setLegendSeriesLineLength(20);
    styler.setMarkerSize(9);
    styler.setSeriesLines(new BasicStroke[] {SOLID});
    styler.setAntiAlias(true);
    styler.setTextAntiAlias(true);
  }

  /// Whether texts fit into one row below a chart.
  ///
  /// @param extraPixels width of each text in addition to its letters
  static boolean fitsInARow(List<String> texts, double extraPixels) {
    return texts.stream().mapToDouble(text -> extraPixels + text.length() * LETTER_PIXELS).sum()
        < WIDTH;
  }
}
