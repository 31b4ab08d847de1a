package io.lanemark.reports.page;

import io.lanemark.reports.chart.Figure;
import io.lanemark.reports.chart.Look;

/// A chart, drawn for both grounds.
///
/// @param title what it shows
/// @param caption how it is to be read
/// @param description the same in words
/// @param light address of the picture on a light ground
/// @param dark address of the picture on a dark ground
/// @param width in pixels of a style sheet
/// @param height in pixels of a style sheet
record DrawnFigure(
    String title,
    String caption,
    String description,
    String light,
    String dark,
    int width,
    int height) {

  static DrawnFigure of(Figure figure) {
    ChartFonts fonts = ChartFonts.get();
    return new DrawnFigure(
        figure.title(),
        figure.caption(),
        figure.description(),
        ChartImage.dataUri(figure.draw(new Look(false, fonts.plain(), fonts.bold()))),
        ChartImage.dataUri(figure.draw(new Look(true, fonts.plain(), fonts.bold()))),
        Look.WIDTH,
        Look.HEIGHT);
  }
}
