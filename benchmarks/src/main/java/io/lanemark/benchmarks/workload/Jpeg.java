package io.lanemark.benchmarks.workload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures from and to JPEG, in memory: `ImageIO` would put what it reads into a temporary file.
final class Jpeg {

  private static final String FORMAT = "jpeg";

  private Jpeg() {}

  static BufferedImage decode(byte[] jpeg) throws IOException {
    BufferedImage picture =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
    if (picture == null) {
      throw new IOException(
          String.format(Locale.ROOT, "expected a JPEG picture, not %d other bytes", jpeg.length));
    }
    return picture;
  }

  /// With the quality that the library chooses, 75 %.
  static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(jpeg)) {
      if (!ImageIO.write(picture, FORMAT, output)) {
        throw new IOException("this Java runtime cannot write JPEG");
      }
    }
    return jpeg.toByteArray();
  }
}
