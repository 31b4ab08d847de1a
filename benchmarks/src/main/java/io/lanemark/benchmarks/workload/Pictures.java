package io.lanemark.benchmarks.workload;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Different JPEG pictures to make thumbnails of. They resemble photographs to a decoder: light and
/// shadow of every size, fainter if smaller, gradual changes of colour, and grain.
final class Pictures extends Inputs<List<byte[]>> {

  static final int WIDTH = 1024;
  static final int HEIGHT = 768;

  private static final long SEED = 0x5EED_F070_0000_0001L;
  private static final int BRIGHTEST = 255;
  private static final int GRAIN = 16;
  private static final int TINT_CELL = 256;
  private static final double TINT_CONTRAST = 60;

  /// Keeps AWT from looking for a screen.
  Pictures() {
    super(Pictures::take);
    System.setProperty("java.awt.headless", "true");
  }

  private static List<byte[]> take(int count) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      pictures.add(Jpeg.encode(paint(new SplittableRandom(SEED + index))));
    }
    return List.copyOf(pictures);
  }

  private static BufferedImage paint(SplittableRandom random) {
    List<Shades> light =
        List.of(
            new Shades(random, 256, 90),
            new Shades(random, 64, 60),
            new Shades(random, 16, 50),
            new Shades(random, 4, 40));
    List<Shades> tints =
        Stream.generate(() -> new Shades(random, TINT_CELL, TINT_CONTRAST)).limit(3).toList();
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double brightness = random.nextInt(GRAIN);
        for (Shades shades : light) {
          brightness += shades.at(x, y);
        }
        int rgb = 0;
        for (Shades tint : tints) {
          rgb = rgb << Byte.SIZE | Math.clamp((long) (brightness + tint.at(x, y)), 0, BRIGHTEST);
        }
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }

  /// Random shades at the corners of a grid of squares, which change evenly in between.
  private static final class Shades {

    private final int cell;
    private final double[][] corners;

    Shades(SplittableRandom random, int cell, double contrast) {
      this.cell = cell;
      this.corners = new double[HEIGHT / cell + 2][WIDTH / cell + 2];
      for (double[] row : corners) {
        Arrays.setAll(row, _ -> contrast * random.nextDouble());
      }
    }

    double at(int x, int y) {
      double[] above = corners[y / cell];
      double[] below = corners[y / cell + 1];
      int left = x / cell;
      double right = (double) (x % cell) / cell;
      double down = (double) (y % cell) / cell;
      return between(
          between(above[left], above[left + 1], right),
          between(below[left], below[left + 1], right),
          down);
    }

    private static double between(double from, double to, double part) {
      return from + (to - from) * part;
    }
  }
}
