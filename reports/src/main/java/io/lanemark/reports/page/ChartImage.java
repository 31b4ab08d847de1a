package io.lanemark.reports.page;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/// A chart as a PNG picture with two pixels for each CSS pixel. An SVG of XChart would be ten times
/// as large.
final class ChartImage {

  static final int PIXEL_RATIO = 2;

  private ChartImage() {}

  /// Draws a chart.
  ///
  /// @param chart any chart
  /// @return the bytes of a PNG file
  static byte[] png(Chart<?, ?> chart) {
    BufferedImage image =
        new BufferedImage(
            chart.getWidth() * PIXEL_RATIO,
            chart.getHeight() * PIXEL_RATIO,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXEL_RATIO, PIXEL_RATIO);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: ImageIO would put what it writes into a temporary file first.
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(IndexedImage.of(image), "png", output)) {
        throw new IllegalStateException("this Java runtime cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Draws a chart.
  ///
  /// @param chart any chart
  /// @return a `data:` address that holds it
  static String dataUri(Chart<?, ?> chart) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(chart));
  }
}
