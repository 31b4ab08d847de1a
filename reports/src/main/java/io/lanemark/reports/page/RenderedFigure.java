package io.lanemark.reports.page;

import io.lanemark.reports.chart.ChartTheme;
import io.lanemark.reports.chart.Figure;

/// A chart, drawn for a light and a dark background.
///
/// @param title what it shows
/// @param caption how to read it
/// @param description the same in words
/// @param light address of the picture for a light background
/// @param dark address of the picture for a dark background
/// @param width in CSS pixels
/// @param height in CSS pixels
record RenderedFigure(
    String title,
    String caption,
    String description,
    String light,
    String dark,
    int width,
    int height) {

  static RenderedFigure of(Figure figure) {
    ChartFonts fonts = ChartFonts.get();
    return new RenderedFigure(
        figure.title(),
        figure.caption(),
        figure.description(),
        ChartImage.dataUri(figure.draw(new ChartTheme(false, fonts.plain(), fonts.bold()))),
        ChartImage.dataUri(figure.draw(new ChartTheme(true, fonts.plain(), fonts.bold()))),
        ChartTheme.WIDTH,
        ChartTheme.HEIGHT);
  }
}
