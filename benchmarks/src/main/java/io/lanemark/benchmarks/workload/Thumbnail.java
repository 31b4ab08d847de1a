package io.lanemark.benchmarks.workload;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// A small square picture of the middle of a larger one.
final class Thumbnail {

  private Thumbnail() {}

  /// Halves the picture until one more step is enough, so that every pixel counts: a single step
  /// reads only four pixels for each pixel that it draws.
  ///
  /// @param picture at least as wide and as high as the thumbnail
  /// @param side width and height of the thumbnail
  /// @return a new picture
  static BufferedImage of(BufferedImage picture, int side) {
    int square = Math.min(picture.getWidth(), picture.getHeight());
    BufferedImage smaller =
        picture.getSubimage(
            (picture.getWidth() - square) / 2, (picture.getHeight() - square) / 2, square, square);
    while (smaller.getWidth() > side) {
      smaller = scaled(smaller, Math.max(side, smaller.getWidth() / 2));
    }
    return smaller;
  }

  private static BufferedImage scaled(BufferedImage picture, int side) {
    BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(picture, 0, 0, side, side, null);
    } finally {
      graphics.dispose();
    }
    return scaled;
  }
}
