package io.lanemark.reports.page;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Reduces a picture to 256 colours: the most frequent ones stay, every other one becomes the
/// nearest of these. A chart has few colours, and their blends at the edges of lines and letters.
/// Its PNG becomes less than half as large.
final class IndexedImage {

  private static final int MOST_COLOURS = 256;

  private IndexedImage() {}

  static BufferedImage of(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    int[] kept =
        counts.keySet().stream()
            .sorted(
                Comparator.comparing((Integer colour) -> counts.get(colour))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_COLOURS)
            .mapToInt(Integer::intValue)
            .toArray();
    Map<Integer, Integer> indexes = new HashMap<>();
    byte[] indexed = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int index = indexes.computeIfAbsent(pixels[i], colour -> nearest(kept, colour));
      indexed[i] = (byte) index;
    }
    BufferedImage result =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, kept.length, kept, 0, false, -1, DataBuffer.TYPE_BYTE));
    result.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), indexed);
    return result;
  }

  private static int nearest(int[] kept, int colour) {
    int nearest = 0;
    for (int i = 0; i < kept.length; i++) {
      if (distance(kept[i], colour) < distance(kept[nearest], colour)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static int distance(int a, int b) {
    int distance = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = (a >> shift & 0xFF) - (b >> shift & 0xFF);
      distance += difference * difference;
    }
    return distance;
  }
}
